package dev.canary.testkit.cluster.api.traffic;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The faults that a test scripts. The first one that chooses a request strikes it, no other does.
 * Safe for all threads.
 */
public final class Faults {

  /** Strikes until the fault is removed. */
  public static final int ALWAYS = Integer.MAX_VALUE;

  private final List<Fault> faults = new CopyOnWriteArrayList<>();

  /**
   * Adds a fault.
   *
   * @param times how many requests it strikes, at least 1; {@link #ALWAYS} for all
   */
  public Fault add(RequestFilter filter, Effect effect, int times) {
    if (times < 1) {
      throw new IllegalArgumentException("a fault strikes at least once, not " + times + " times");
    }
    faults.removeIf(Fault::over);
    Fault fault = new Fault(filter, effect, times);
    faults.add(fault);
    return fault;
  }

  /** Fails the next requests with the HTTP status. */
  public Fault fail(RequestFilter filter, int code, int times) {
    return add(filter, new Effect.Status(code, OptionalInt.empty()), times);
  }

  /** Fails the next requests with 429 and asks the client to wait. */
  public Fault throttle(RequestFilter filter, int retryAfterSeconds, int times) {
    return add(filter, new Effect.Status(429, OptionalInt.of(retryAfterSeconds)), times);
  }

  /** Delays the next requests. */
  public Fault delay(RequestFilter filter, Duration by, int times) {
    return add(filter, new Effect.Delay(by), times);
  }

  /** Cuts the connection of the next requests before they have an effect. */
  public Fault cutBefore(RequestFilter filter, int times) {
    return add(filter, new Effect.CutBefore(), times);
  }

  /** Cuts the connection of the next requests after they took effect. */
  public Fault cutAfter(RequestFilter filter, int times) {
    return add(filter, new Effect.CutAfter(), times);
  }

  /** Answers none of the requests chosen until the fault is removed. */
  public Fault silence(RequestFilter filter) {
    return add(filter, new Effect.Silence(), ALWAYS);
  }

  /** Removes all faults. */
  public void clear() {
    faults.forEach(Fault::remove);
    faults.clear();
  }

  /** Returns the fault that strikes the request; its strike is then spent. */
  public Optional<Fault> strike(RequestInfo request) {
    return faults.stream().filter(fault -> fault.strike(request)).findFirst();
  }
}
