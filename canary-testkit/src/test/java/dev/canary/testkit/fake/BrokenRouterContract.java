package dev.canary.testkit.fake;

import dev.canary.core.plugin.RouterContext;
import dev.canary.core.plugin.RouterPlugin;
import dev.canary.core.port.Router;
import dev.canary.core.store.ObjectStore;
import dev.canary.testkit.contract.RouterContract;
import dev.canary.testkit.contract.RouterSubject;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The contract of the broken router that the configuration parameter {@link #ROUTER} names; run by
 * {@link RouterContractSelfTest} alone.
 */
@ExtendWith(BrokenRouterContract.ByParameter.class)
class BrokenRouterContract extends RouterContract {

  static final String ROUTER = "broken.router";

  private final Class<? extends Router> router;

  BrokenRouterContract(Class<? extends Router> router) {
    this.router = router;
  }

  @Override
  public RouterSubject subject() {
    return new SplitSubject(this::plugin);
  }

  private RouterPlugin plugin() {
    return new InMemoryRouterPlugin() {
      @Override
      public Router create(RouterContext context, String provider) {
        try {
          return router.getDeclaredConstructor(ObjectStore.class).newInstance(context.mesh());
        } catch (ReflectiveOperationException impossible) {
          throw new IllegalStateException(impossible);
        }
      }
    };
  }

  static final class ByParameter implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Class.class;
    }

    @Override
    public Class<? extends Router> resolveParameter(
        ParameterContext parameter, ExtensionContext context) {
      String name = context.getConfigurationParameter(ROUTER).orElseThrow();
      try {
        return Class.forName(name).asSubclass(Router.class);
      } catch (ClassNotFoundException unknown) {
        throw new IllegalStateException(unknown);
      }
    }
  }
}
