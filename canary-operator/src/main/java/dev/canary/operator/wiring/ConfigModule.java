package dev.canary.operator.wiring;

import com.google.inject.AbstractModule;
import dev.canary.operator.config.Environment;
import dev.canary.operator.config.OperatorConfig;
import dev.canary.operator.schedule.Timers;

/** The configuration and the clock. */
final class ConfigModule extends AbstractModule {

  private final OperatorConfig config;
  private final Environment environment;

  ConfigModule(OperatorConfig config, Environment environment) {
    this.config = config;
    this.environment = environment;
  }

  @Override
  protected void configure() {
    bind(OperatorConfig.class).toInstance(config);
    bind(Environment.class).toInstance(environment);
    bind(Timers.class).toInstance(environment.timers());
  }
}
