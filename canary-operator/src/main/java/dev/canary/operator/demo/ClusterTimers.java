package dev.canary.operator.demo;

import dev.canary.operator.schedule.Timers;
import dev.canary.testkit.cluster.time.ClusterTimer;
import java.time.Instant;

/** The embedded cluster's clock as the clock of the operator. */
record ClusterTimers(ClusterTimer timer) implements Timers {

  @Override
  public Instant instant() {
    return timer.instant();
  }

  @Override
  public Wakeup at(Instant when, Runnable task) {
    ClusterTimer.Task scheduled = timer.schedule(when, task);
    return scheduled::close;
  }
}
