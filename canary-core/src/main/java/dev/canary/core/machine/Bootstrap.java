package dev.canary.core.machine;

import com.google.common.collect.ImmutableList;
import dev.canary.core.model.CanaryStatus;
import dev.canary.core.model.CanaryStatus.Revisions;
import dev.canary.core.model.Counters;
import dev.canary.core.model.Intent;
import dev.canary.core.model.Part;
import dev.canary.core.model.Phase;
import dev.canary.core.model.Position;
import dev.canary.core.model.Readiness;
import dev.canary.core.model.Readiness.Unready;
import dev.canary.core.model.Revision;
import dev.canary.core.model.RolloutState;
import dev.canary.core.model.RolloutState.Initializing;
import dev.canary.core.model.WorkloadView;
import dev.canary.core.model.WorkloadView.Primary;
import java.util.Optional;

/**
 * Brings a canary to life: primary first, traffic to it once it is ready, and only then is the
 * target retired (state machine chapter, sections 5.1 and 6.9). Until then the target is left
 * alone.
 */
final class Bootstrap {

  private Bootstrap() {}

  /** The first look ever. */
  static Turn begin(Snapshot seen) {
    return Plan.because("first look at this canary")
        .commit(seen.status().with(new Initializing(Optional.empty())))
        .andLookAgain();
  }

  static Turn next(Initializing state, Snapshot seen, Transcript heard) {
    Dialogue dialogue = new Dialogue(heard);
    Optional<Readiness> readiness = seen.workload().primary().map(Primary::readiness);
    boolean complete = readiness.filter(Readiness::isReady).isPresent();
    if (!seen.spec().skipAnalysis() && (complete || seen.due())) {
      Optional<Turn> probe = probe(seen, dialogue);
      if (probe.isPresent()) {
        return probe.get();
      }
    }
    if (readiness.isEmpty() || superseded(state, seen, readiness.get())) {
      return establish(seen, dialogue);
    }
    return readiness.get() instanceof Unready(String text, boolean stuck)
        ? await(seen, dialogue, text)
        : complete(state, seen, dialogue);
  }

  private static Optional<Turn> probe(Snapshot seen, Dialogue dialogue) {
    Texts texts = Texts.of(seen);
    Question question = new Question.ProbeMetrics(Ids.question(seen, "probe"));
    Optional<Answer> answer = dialogue.answerTo(question);
    if (answer.isEmpty()) {
      return Optional.of(dialogue.ask(question));
    }
    if (answer.get() instanceof Answer.Probed(Optional<String> problem)) {
      dialogue.tell(problem.map(texts::providersUnavailable).orElseGet(texts::providersAvailable));
    }
    return Optional.empty();
  }

  /**
   * A primary that cannot start is replaced when the target has moved on: the way out of a bad
   * start.
   */
  private static boolean superseded(Initializing state, Snapshot seen, Readiness readiness) {
    return readiness.isStuck()
        && state.source().filter(source -> !source.same(seen.workload().live())).isPresent();
  }

  private static Turn establish(Snapshot seen, Dialogue dialogue) {
    Revision live = seen.workload().live();
    CanaryStatus creating =
        seen.status()
            .with(new Initializing(Optional.of(live)))
            .intent(intent -> intent.judgedAt(seen.now()));
    Plan plan = Plan.because("creating the primary").commit(creating).tell(dialogue.untold());
    if (seen.spec().revertOnDeletion()) {
      plan.then(new Step.Ensure(Part.FINALIZER));
    }
    plan.then(new Step.Ensure(Part.SERVICES)).then(new Step.Ensure(Part.PRIMARY));
    if (seen.workload().primary().isPresent()) {
      plan.then(new Step.SyncPrimary(live));
    }
    return plan.then(new Step.Ensure(Part.SCALER)).andLookAgain();
  }

  private static Turn await(Snapshot seen, Dialogue dialogue, String problem) {
    Plan plan = Plan.because("the primary is not ready");
    if (seen.due()) {
      plan.commit(seen.status().intent(intent -> intent.judgedAt(seen.now())));
    }
    return plan.tell(dialogue.untold()).tell(Texts.of(seen).lasting(problem)).once();
  }

  private static Turn complete(Initializing state, Snapshot seen, Dialogue dialogue) {
    CanaryStatus ready = initialized(state, seen);
    return Plan.because("the primary is ready")
        .tell(dialogue.untold())
        .then(new Step.Ensure(Part.SERVICES))
        .then(new Step.Ensure(Part.SCALER))
        .then(new Step.Ensure(Part.APEX))
        .then(new Step.Ensure(Part.ROUTES))
        .commit(ready)
        .settle(ready, seen.now())
        .andLookAgain();
  }

  private static CanaryStatus initialized(Initializing state, Snapshot seen) {
    Texts texts = Texts.of(seen).in(Phase.INITIALIZED);
    Revision running = running(state, seen.workload());
    CanaryStatus status =
        new CanaryStatus(
            new RolloutState.Initialized(),
            Counters.ZERO,
            new Revisions(
                Optional.of(running), Optional.empty(), Optional.of(running), Optional.empty()),
            Intent.NONE.to(Position.PRIMARY, seen.now()),
            seen.status().run(),
            ImmutableList.of(),
            seen.status().acceptedGeneration());
    Debts debts = new Debts(seen, "init");
    return status.owing(
        debts
            .tell(texts.initialized())
            .tell(texts.initializedAlert())
            .scaleDown(seen.now().plus(Schedule.grace(seen.spec().analysis().interval())))
            .all());
  }

  /**
   * What the primary runs: the revision it was created from, not what the target has become since.
   * A primary found there that runs something unknown is recorded under its own id, so that the
   * target counts as a change.
   */
  private static Revision running(Initializing state, WorkloadView workload) {
    Revision live = workload.live();
    Optional<Revision> source = state.source().filter(workload::primaryRuns);
    if (source.isPresent()) {
      return source.get().same(live) ? live : source.get();
    }
    if (workload.primary().filter(Primary::matchesTarget).isPresent()) {
      return live;
    }
    String id = workload.primary().map(Primary::id).orElse("");
    String scheme = live.hash().substring(0, live.hash().indexOf(':') + 1);
    return Revision.ofHash(scheme + "primary-" + id);
  }
}
