package dev.canary.testkit.fake;

import dev.canary.core.port.PortUnavailable;
import dev.canary.core.port.PortUnavailable.Cause;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Failures by script: the nth call that matches fails once, before or after its effect. Calls are
 * counted from when the failure was scripted; what was not scripted passes.
 */
public final class Faults implements Interceptor {

  /** Matches calls that change something in an object store. */
  public static final Predicate<String> WRITES =
      call ->
          call.startsWith("create ") || call.startsWith("update ") || call.startsWith("delete ");

  private final List<Fault> scripted = new ArrayList<>();

  /** When a call fails. */
  public enum Moment {
    /** Nothing has happened. */
    BEFORE,
    /** The effect is there. */
    AFTER
  }

  private static final class Fault {
    private final Predicate<String> calls;
    private final Moment moment;
    private final RuntimeException failure;
    private int remaining;

    Fault(Predicate<String> calls, int nth, Moment moment, RuntimeException failure) {
      this.calls = calls;
      this.moment = moment;
      this.failure = failure;
      this.remaining = nth;
    }
  }

  /**
   * Makes one call fail.
   *
   * @param calls which calls are counted, by the text that interceptors receive
   * @param nth which of them fails, from 1
   * @param failure thrown as it is
   */
  public synchronized Faults fail(
      Predicate<String> calls, int nth, Moment moment, RuntimeException failure) {
    if (nth < 1) {
      throw new IllegalArgumentException("call " + nth + " cannot fail, they count from 1");
    }
    scripted.add(new Fault(calls, nth, moment, failure));
    return this;
  }

  /** Makes the next write of an object store fail before its effect. */
  public Faults failNextWrite(RuntimeException failure) {
    return fail(WRITES, 1, Moment.BEFORE, failure);
  }

  /** Makes the nth write of an object store take effect and its answer get lost. */
  public Faults loseAnswer(int nth) {
    return fail(
        WRITES,
        nth,
        Moment.AFTER,
        new PortUnavailable(Cause.TRANSIENT, "connection lost, the effect is unknown"));
  }

  /** Returns whether a scripted failure has not happened yet. */
  public synchronized boolean pending() {
    return !scripted.isEmpty();
  }

  /** Forgets what has not happened yet. */
  public synchronized void clear() {
    scripted.clear();
  }

  @Override
  public void before(String port, String call) {
    strike(Moment.BEFORE, call);
  }

  @Override
  public void after(String port, String call) {
    strike(Moment.AFTER, call);
  }

  private synchronized void strike(Moment moment, String call) {
    Iterator<Fault> faults = scripted.iterator();
    while (faults.hasNext()) {
      Fault fault = faults.next();
      if (fault.moment == moment && fault.calls.test(call) && --fault.remaining == 0) {
        faults.remove();
        throw fault.failure;
      }
    }
  }
}
