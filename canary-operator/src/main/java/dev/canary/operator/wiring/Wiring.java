package dev.canary.operator.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Stage;
import dev.canary.operator.config.Environment;
import dev.canary.operator.config.OperatorConfig;
import dev.canary.operator.process.OperatorProcess;

/** Creates the process from its configuration. */
public final class Wiring {

  private Wiring() {}

  /**
   * Returns a process that is ready to be started.
   *
   * @throws IllegalStateException if the configuration cannot work, with every reason
   */
  public static OperatorProcess process(OperatorConfig config, Environment environment) {
    return Guice.createInjector(
            Stage.PRODUCTION,
            new Strict(),
            new ConfigModule(config, environment),
            new ClusterModule(),
            new OutboundModule(),
            new RolloutModule(),
            new ProcessModule())
        .getInstance(OperatorProcess.class);
  }

  /** Nothing is bound by accident. */
  private static final class Strict extends AbstractModule {
    @Override
    protected void configure() {
      binder().requireExplicitBindings();
      binder().disableCircularProxies();
      binder().requireAtInjectOnConstructors();
    }
  }
}
