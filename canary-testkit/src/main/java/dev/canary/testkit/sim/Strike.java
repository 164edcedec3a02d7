package dev.canary.testkit.sim;

import com.google.common.collect.ImmutableSet;
import dev.canary.core.port.Conflict;
import dev.canary.core.port.PortUnavailable;
import dev.canary.testkit.fake.Interceptor;

/** One fault at one call, counted over a whole run; the weather is fine before and after it. */
public final class Strike implements Interceptor {

  /** What happens. */
  public enum Kind {
    /** The process dies before the call has had any effect. */
    DEATH_BEFORE,
    /** The process dies after the effect, before it hears of it. */
    DEATH_AFTER,
    /** The API does not answer, and nothing has happened. */
    UNAVAILABLE_BEFORE,
    /** The API has done it, and the answer is lost. */
    UNAVAILABLE_AFTER,
    /** A write finds that somebody else was faster. */
    CONFLICT;

    boolean isAfter() {
      return this == DEATH_AFTER || this == UNAVAILABLE_AFTER;
    }

    /**
     * Returns whether the contract of a port allows this to happen at a call. A death after a call
     * without effect is the death before the next one, and left out.
     */
    public boolean mayStrike(String port, String call) {
      return switch (this) {
        case DEATH_BEFORE -> true;
        case DEATH_AFTER -> !isRead(call);
        case UNAVAILABLE_BEFORE, UNAVAILABLE_AFTER ->
            isCluster(port) && !(port.equals("CanaryStore") && isRead(call));
        case CONFLICT -> isCluster(port) && !isRead(call);
      };
    }

    private static boolean isCluster(String port) {
      return port.equals("CanaryStore") || port.equals("Workloads") || port.equals("Router");
    }

    private static boolean isRead(String call) {
      String method = call.split(" ", 2)[0];
      return READS.contains(method);
    }

    void strike(String call) {
      switch (this) {
        case DEATH_BEFORE, DEATH_AFTER -> throw new Death(call);
        case UNAVAILABLE_BEFORE, UNAVAILABLE_AFTER ->
            throw new PortUnavailable(PortUnavailable.Cause.TRANSIENT, "no answer to " + call);
        case CONFLICT -> throw new Conflict("somebody was faster than " + call);
      }
    }
  }

  private static final ImmutableSet<String> READS =
      ImmutableSet.of("read", "observe", "measure", "unavailable", "gauge");

  private final Kind kind;
  private final int nth;
  private int calls;
  private boolean struck;

  /**
   * Creates a fault at the nth call of a run, counted from 1.
   *
   * @param kind what happens, if the port's contract allows it at that call
   */
  public Strike(Kind kind, int nth) {
    this.kind = kind;
    this.nth = nth;
  }

  /** Returns whether it has happened. */
  public boolean struck() {
    return struck;
  }

  @Override
  public void before(String port, String call) {
    calls++;
    strike(port, call, false);
  }

  @Override
  public void after(String port, String call) {
    strike(port, call, true);
  }

  private void strike(String port, String call, boolean after) {
    if (calls == nth && !struck && kind.isAfter() == after && kind.mayStrike(port, call)) {
      struck = true;
      kind.strike(port + "." + call);
    }
  }

  @Override
  public String toString() {
    return kind + " at call " + nth;
  }
}
