package dev.canary.metrics.prometheus;

import dev.canary.core.port.MetricsProvider;
import dev.canary.metrics.LocalServer;
import dev.canary.metrics.MetricsProviderContract;

class PrometheusProviderContractTest extends MetricsProviderContract {

  @Override
  protected MetricsProvider provider() {
    return PrometheusProvider.at(http, server.address());
  }

  @Override
  protected String answer(String value) {
    return LocalServer.vector(value);
  }

  @Override
  protected String emptyAnswer() {
    return LocalServer.vector();
  }
}
