package dev.canary.testkit.cluster.proxy.istio;

/** Says why a stored routing object is one that Istio would not have accepted. */
public final class RefusedRoute extends RuntimeException {

  RefusedRoute(String message) {
    super(message);
  }
}
