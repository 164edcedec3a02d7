package dev.canary.router.istio;

import dev.canary.testkit.contract.RouterContract;
import dev.canary.testkit.contract.RouterSubject;

class IstioRouterContractTest extends RouterContract {

  @Override
  public RouterSubject subject() {
    return new IstioSubject();
  }
}
