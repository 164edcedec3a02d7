package dev.canary.router.istio;

import com.google.common.collect.ImmutableList;
import dev.canary.core.model.Capabilities.Traffic;
import dev.canary.testkit.contract.GoldenRoute;
import dev.canary.testkit.contract.RouterContract;
import dev.canary.testkit.contract.RouterSubject;
import dev.canary.testkit.fixture.CanaryBuilder;

/** TCP routes have capabilities of their own: weights and nothing else. */
class IstioTcpRouterContractTest extends RouterContract {

  @Override
  public RouterSubject subject() {
    return new TcpSubject();
  }

  private static final class TcpSubject extends IstioSubject {

    TcpSubject() {
      super("tcp");
    }

    @Override
    public Traffic traffic() {
      return plugin().descriptor().capabilities().tcp().orElseThrow();
    }

    @Override
    public CanaryBuilder canary() {
      return super.canary().service(service -> service.with("TCP", "appProtocol"));
    }

    @Override
    public ImmutableList<GoldenRoute> goldens() {
      return GoldenRoutes.tcp();
    }

    @Override
    public ImmutableList<GoldenRoute> olderForms() {
      return ImmutableList.of();
    }
  }
}
