package dev.canary.core.tick;

import dev.canary.core.machine.Fitting;
import dev.canary.core.model.Canary;
import dev.canary.core.model.CanarySpec;
import dev.canary.core.model.Capabilities.Traffic;
import dev.canary.core.model.RouteTarget;
import dev.canary.core.port.Router;
import dev.canary.core.port.Routers;
import dev.canary.core.port.Routers.Routing;

/**
 * What one tick is about: a canary, its intent fitted to its router, and that router.
 *
 * @param canary as last read or committed
 * @param fitting the intent that can be carried out, and what was left out
 * @param router moves the traffic
 * @param traffic what the router can do for this service's protocol
 * @param route what to route
 */
record Subject(Canary canary, Fitting fitting, Router router, Traffic traffic, RouteTarget route) {

  static Subject of(Canary canary, CanarySpec spec, Routers routers) {
    Routing routing = routers.of(spec.provider());
    Traffic traffic = RouteTargets.traffic(spec, routing.capabilities());
    Fitting fitting = Fitting.of(spec, traffic);
    return new Subject(
        canary,
        fitting,
        routing.router(),
        traffic,
        RouteTargets.of(canary, fitting.spec(), traffic));
  }

  CanarySpec spec() {
    return fitting.spec();
  }

  Subject with(Canary newer) {
    return new Subject(newer, fitting, router, traffic, route);
  }
}
