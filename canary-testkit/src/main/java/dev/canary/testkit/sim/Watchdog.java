package dev.canary.testkit.sim;

import dev.canary.testkit.fake.Interceptor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Checks every rule of {@link Safety} after every call, and remembers the last calls. */
final class Watchdog implements Interceptor {

  private static final int MOST_REMEMBERED = 24;

  private final World world;
  private final Deque<String> trail = new ArrayDeque<>();
  private Moment last;
  private int calls;

  Watchdog(World world) {
    this.world = world;
    this.last = Moment.of(world);
  }

  /** Takes what happened outside of calls, such as what users did, as given. */
  void refresh() {
    last = Moment.of(world);
  }

  /** Returns how many calls were made. */
  int calls() {
    return calls;
  }

  /** Returns the last calls, one per line. */
  String trail() {
    return String.join("\n", trail);
  }

  /** Adds a line to the last calls. */
  void note(String line) {
    if (trail.size() == MOST_REMEMBERED) {
      trail.removeFirst();
    }
    trail.addLast(line);
  }

  @Override
  public void before(String port, String call) {
    calls++;
    note("  " + calls + ". " + port + "." + call);
  }

  @Override
  public void after(String port, String call) {
    Moment now = Moment.of(world);
    List<String> broken = new ArrayList<>();
    for (Safety rule : Safety.values()) {
      rule.broken(last, now).ifPresent(text -> broken.add(rule + ": " + text));
    }
    if (!broken.isEmpty()) {
      throw new Violation(
          "after call " + calls + " (" + port + "." + call + ") " + String.join("; ", broken));
    }
    last = now;
  }
}
