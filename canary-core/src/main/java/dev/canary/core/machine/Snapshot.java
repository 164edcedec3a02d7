package dev.canary.core.machine;

import dev.canary.core.model.Canary;
import dev.canary.core.model.CanarySpec;
import dev.canary.core.model.CanaryStatus;
import dev.canary.core.model.Capabilities.Traffic;
import dev.canary.core.model.RouteView;
import dev.canary.core.model.WorkloadView;
import java.time.Instant;
import java.util.Optional;

/**
 * Everything a decision is based on, seen at one moment.
 *
 * @param canary as stored
 * @param spec the intent, fitted to what the router can do
 * @param workload target and primary
 * @param route what the routing objects say; absent before they exist
 * @param traffic what the router can do
 * @param cookies fresh cookie values, drawn by the shell, used if a run needs some
 * @param now when this was seen
 */
public record Snapshot(
    Canary canary,
    CanarySpec spec,
    WorkloadView workload,
    Optional<RouteView> route,
    Traffic traffic,
    FreshCookies cookies,
    Instant now) {

  /** Values for new cookies, without their names. */
  public record FreshCookies(String canary, String primary) {}

  /** Returns the committed status. */
  public CanaryStatus status() {
    return canary.status();
  }

  /** Returns whether a turn of the schedule is due. */
  public boolean due() {
    return !now.isBefore(nextTurn());
  }

  /** Returns when the next turn of the schedule is due. */
  public Instant nextTurn() {
    return Schedule.nextTurn(status(), spec.analysis().interval());
  }
}
