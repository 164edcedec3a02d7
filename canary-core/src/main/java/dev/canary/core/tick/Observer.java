package dev.canary.core.tick;

import dev.canary.core.machine.Snapshot;
import dev.canary.core.machine.Snapshot.FreshCookies;
import dev.canary.core.model.RouteView;
import dev.canary.core.port.Workloads;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** Builds a snapshot: everything a decision is based on, seen at one moment. */
final class Observer {

  private final Workloads workloads;
  private final InstantSource clock;
  private final Supplier<FreshCookies> cookies;

  Observer(Workloads workloads, InstantSource clock, Supplier<FreshCookies> cookies) {
    this.workloads = workloads;
    this.clock = clock;
    this.cookies = cookies;
  }

  Snapshot look(Subject subject) {
    return new Snapshot(
        subject.canary(),
        subject.spec(),
        workloads.observe(subject.canary(), subject.spec()),
        route(subject),
        subject.traffic(),
        cookies.get(),
        clock.instant());
  }

  /** Before bootstrap is over there may be no route, and after a deletion it does not matter. */
  private static Optional<RouteView> route(Subject subject) {
    return switch (subject.canary().status().phase()) {
      case NEW, INITIALIZING, TERMINATING, TERMINATED -> Optional.empty();
      default ->
          subject.canary().deletedAt().isPresent() || subject.spec().suspend()
              ? Optional.empty()
              : Optional.of(subject.router().read(subject.route()));
    };
  }
}
