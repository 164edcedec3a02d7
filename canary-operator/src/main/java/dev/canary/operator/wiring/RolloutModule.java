package dev.canary.operator.wiring;

import com.google.common.collect.ImmutableMap;
import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.canary.core.machine.Snapshot.FreshCookies;
import dev.canary.core.model.CanaryKey;
import dev.canary.core.plugin.HttpCaller;
import dev.canary.core.plugin.RouterContext;
import dev.canary.core.port.Metrics;
import dev.canary.core.port.Notifier;
import dev.canary.core.port.Routers;
import dev.canary.core.port.WebhookCaller;
import dev.canary.core.port.Workloads;
import dev.canary.core.store.ObjectStore;
import dev.canary.core.tick.Ports;
import dev.canary.core.tick.Tick;
import dev.canary.core.tick.TickReport;
import dev.canary.operator.config.OperatorConfig;
import dev.canary.operator.kube.Interests;
import dev.canary.operator.kube.KubeCanaryStore;
import dev.canary.operator.leader.Election;
import dev.canary.operator.notify.Announcer;
import dev.canary.operator.schedule.Scheduler;
import dev.canary.operator.schedule.Timers;
import dev.canary.operator.workload.KubernetesWorkloads;
import dev.canary.operator.workload.WorkloadSettings;
import java.security.SecureRandom;
import java.util.stream.Collectors;

/** Rollouts: routers, workloads, ticks and their schedule. */
@SuppressWarnings("CloseableProvides") // OperatorProcess closes them, in its order
final class RolloutModule extends AbstractModule {

  private static final int COOKIE_LETTERS = 10;

  @Provides
  @Singleton
  Plugins plugins(OperatorConfig config) {
    return Plugins.load(config.pluginsDir());
  }

  @Provides
  @Singleton
  Routers routers(
      Plugins plugins, ObjectStore store, HttpCaller http, OperatorConfig config, Timers timers) {
    return plugins.routers(
        name ->
            new RouterContext(
                store,
                store,
                http,
                config.routerSettings().getOrDefault(name, ImmutableMap.of()),
                timers));
  }

  @Provides
  @Singleton
  Workloads workloads(ObjectStore store, OperatorConfig config, Timers timers) {
    return new KubernetesWorkloads(
        store,
        new WorkloadSettings(
            config.selectorLabels(), config.includeLabelPrefixes(), config.configTracking()),
        timers);
  }

  @Provides
  @Singleton
  Tick tick(
      KubeCanaryStore store,
      Workloads workloads,
      Routers routers,
      Metrics metrics,
      WebhookCaller webhooks,
      Notifier notifier,
      Election leadership,
      Timers timers) {
    SecureRandom random = new SecureRandom();
    return new Tick(
        new Ports(
            store,
            workloads,
            routers,
            metrics,
            webhooks,
            notifier,
            leadership,
            () -> new FreshCookies(letters(random), letters(random)),
            timers));
  }

  @Provides
  @Singleton
  Scheduler scheduler(Tick tick, Interests interests, Announcer announcer, Timers timers) {
    return new Scheduler(
        key -> interests.during(key, () -> run(tick, key, interests, announcer)), timers);
  }

  private static TickReport run(
      Tick tick, CanaryKey key, Interests interests, Announcer announcer) {
    TickReport report = tick.run(key);
    if (report.outcome() == TickReport.Outcome.GONE) {
      interests.forget(key);
      announcer.forget(key);
    }
    return report;
  }

  private static String letters(SecureRandom random) {
    return random
        .ints(COOKIE_LETTERS, 0, 52)
        .mapToObj(i -> String.valueOf((char) (i < 26 ? 'a' + i : 'A' + i - 26)))
        .collect(Collectors.joining());
  }
}
