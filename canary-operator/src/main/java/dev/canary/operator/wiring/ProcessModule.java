package dev.canary.operator.wiring;

import com.google.common.collect.ImmutableList;
import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.canary.operator.config.OperatorConfig;
import dev.canary.operator.http.Endpoint;
import dev.canary.operator.http.JdkHttpCaller;
import dev.canary.operator.kube.KubeApi;
import dev.canary.operator.kube.KubeCanaryStore;
import dev.canary.operator.kube.KubeObjectStore;
import dev.canary.operator.kube.PlainObjects;
import dev.canary.operator.leader.Election;
import dev.canary.operator.leader.LeaseElection;
import dev.canary.operator.notify.Announcer;
import dev.canary.operator.notify.Instruments;
import dev.canary.operator.process.CanaryChanges;
import dev.canary.operator.process.OperatorProcess;
import dev.canary.operator.schedule.Scheduler;
import dev.canary.operator.schedule.Timers;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** The process: its endpoint, and what is started and stopped. */
@SuppressWarnings("CloseableProvides") // OperatorProcess closes them, in its order
final class ProcessModule extends AbstractModule {

  @Provides
  @Singleton
  Endpoint endpoint(OperatorConfig config, Instruments instruments, CanaryChanges changes) {
    return new Endpoint(config.port(), instruments::exposition, changes::listening);
  }

  @Provides
  @Singleton
  Election election(KubeApi api, OperatorConfig config, Timers timers) {
    return config.leaderElection()
        ? new LeaseElection(
            new PlainObjects(api.within(Duration.ofSeconds(5))),
            config.leaseNamespace(),
            identity(),
            timers)
        : Election.alone();
  }

  /** Host and process are not enough: containers of one image often share both. */
  private static String identity() {
    String host = Optional.ofNullable(System.getenv("HOSTNAME")).orElse("canary");
    return host + "_" + UUID.randomUUID();
  }

  @Provides
  @Singleton
  OperatorProcess process(
      KubeCanaryStore canaries,
      CanaryChanges changes,
      KubeObjectStore objects,
      Scheduler scheduler,
      Election leadership,
      Announcer announcer,
      Instruments instruments,
      Endpoint endpoint,
      JdkHttpCaller http,
      KubernetesClient client) {
    return new OperatorProcess(
        canaries,
        changes,
        scheduler,
        leadership,
        announcer,
        instruments,
        endpoint,
        ImmutableList.of(canaries, objects, http, client));
  }
}
