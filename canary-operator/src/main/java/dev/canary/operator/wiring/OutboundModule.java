package dev.canary.operator.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.canary.core.plugin.HttpCaller;
import dev.canary.core.port.Metrics;
import dev.canary.core.port.Notifier;
import dev.canary.core.port.WebhookCaller;
import dev.canary.core.store.ObjectStore;
import dev.canary.metrics.CheckedMetrics;
import dev.canary.metrics.MetricsSettings;
import dev.canary.operator.Version;
import dev.canary.operator.config.Environment;
import dev.canary.operator.config.OperatorConfig;
import dev.canary.operator.http.HttpLimits;
import dev.canary.operator.http.JdkHttpCaller;
import dev.canary.operator.http.Webhooks;
import dev.canary.operator.notify.Announcer;
import dev.canary.operator.notify.Instruments;
import dev.canary.operator.schedule.Timers;

/** Calls to other systems, and telling people. */
@SuppressWarnings("CloseableProvides") // OperatorProcess closes them, in its order
final class OutboundModule extends AbstractModule {

  @Override
  protected void configure() {
    bind(HttpCaller.class).to(JdkHttpCaller.class);
    bind(WebhookCaller.class).to(Webhooks.class);
    bind(Notifier.class).to(Announcer.class);
  }

  @Provides
  @Singleton
  JdkHttpCaller http(OperatorConfig config, Environment environment) {
    return new JdkHttpCaller(HttpLimits.DEFAULT, environment.proxies(), config.allowedHosts());
  }

  @Provides
  @Singleton
  Webhooks webhooks(HttpCaller http, Timers timers) {
    return new Webhooks(http, timers);
  }

  @Provides
  @Singleton
  Metrics metrics(HttpCaller http, ObjectStore store, OperatorConfig config) {
    return new CheckedMetrics(
        http, store, new MetricsSettings(config.metricsServer().toString(), config.provider()));
  }

  @Provides
  @Singleton
  Instruments instruments(OperatorConfig config) {
    return new Instruments(Version.TEXT, config.provider());
  }

  @Provides
  @Singleton
  Announcer announcer(
      ObjectStore store,
      WebhookCaller webhooks,
      OperatorConfig config,
      Instruments instruments,
      Environment environment) {
    return new Announcer(
        store, webhooks, config.eventWebhook(), instruments, environment.listener());
  }
}
