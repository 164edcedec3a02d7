package dev.canary.router.istio;

import com.google.common.collect.ImmutableList;
import dev.canary.core.model.Position;
import dev.canary.core.model.RouteTarget;
import dev.canary.core.model.RouteView;
import dev.canary.core.model.SpecProblem;
import dev.canary.core.port.PortUnavailable;
import dev.canary.core.port.PortUnavailable.Cause;
import dev.canary.core.port.Router;
import java.util.function.Function;

/**
 * Uses the first of two API versions that the cluster serves. Every call of {@link IstioRouter}
 * reads before it writes, so one that finds its version not installed has changed nothing.
 */
final class ServedVersion implements Router {

  private final Router preferred;
  private final Router fallback;

  ServedVersion(Router preferred, Router fallback) {
    this.preferred = preferred;
    this.fallback = fallback;
  }

  @Override
  public ImmutableList<SpecProblem> check(RouteTarget target) {
    return preferred.check(target);
  }

  @Override
  public RouteView reconcile(RouteTarget target) {
    return served(router -> router.reconcile(target));
  }

  @Override
  public RouteView read(RouteTarget target) {
    return served(router -> router.read(target));
  }

  @Override
  public RouteView write(RouteTarget target, RouteView seen, Position wanted) {
    return served(router -> router.write(target, seen, wanted));
  }

  @Override
  public void release(RouteTarget target) {
    served(
        router -> {
          router.release(target);
          return true;
        });
  }

  /** Without either version the failure of the preferred one is told. */
  private <T> T served(Function<Router, T> call) {
    try {
      return call.apply(preferred);
    } catch (PortUnavailable first) {
      if (first.reason() != Cause.NOT_INSTALLED) {
        throw first;
      }
      try {
        return call.apply(fallback);
      } catch (PortUnavailable second) {
        throw second.reason() == Cause.NOT_INSTALLED ? first : second;
      }
    }
  }
}
