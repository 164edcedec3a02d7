package dev.canary.testkit.contract;

/**
 * The contract of {@link dev.canary.core.port.Router}: rules R1 to R18 of the router chapter
 * (section 13.3), each with tests named after it.
 *
 * <p>An adapter extends this and supplies a {@link RouterSubject}; nothing else. What a router
 * declares is checked to work, what it does not declare is checked to be refused; nothing is
 * skipped. A protocol with capabilities of its own gets a subclass of its own.
 *
 * <p>Of the rules as written there, two are checked as the port states them: a concurrent change is
 * a conflict at once (R10), and a fenced write is a write also where nothing else changes (R2, R8).
 */
public abstract class RouterContract
    implements ReconcileRules,
        WriteRules,
        FailureRules,
        RaceRules,
        ReleaseRules,
        CapabilityRules,
        AffinityRules,
        InputRules {

  /** Returns the router to be checked and what must be known of it. */
  @Override
  public abstract RouterSubject subject();
}
