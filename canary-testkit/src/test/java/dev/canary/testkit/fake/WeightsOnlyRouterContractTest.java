package dev.canary.testkit.fake;

import dev.canary.core.model.Capabilities;
import dev.canary.testkit.contract.RouterContract;
import dev.canary.testkit.contract.RouterSubject;

class WeightsOnlyRouterContractTest extends RouterContract {

  @Override
  public RouterSubject subject() {
    return SplitSubject.declaring(Capabilities.Traffic.WEIGHTS_ONLY);
  }
}
