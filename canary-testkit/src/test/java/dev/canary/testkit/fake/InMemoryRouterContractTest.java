package dev.canary.testkit.fake;

import dev.canary.testkit.contract.RouterContract;
import dev.canary.testkit.contract.RouterSubject;

class InMemoryRouterContractTest extends RouterContract {

  @Override
  public RouterSubject subject() {
    return new SplitSubject(InMemoryRouterPlugin::new);
  }
}
