package dev.canary.operator.wiring;

import com.google.common.collect.ImmutableSet;
import com.google.inject.AbstractModule;
import com.google.inject.Provider;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.canary.core.plugin.RouterPlugin;
import dev.canary.core.store.ObjectStore;
import dev.canary.operator.Version;
import dev.canary.operator.config.OperatorConfig;
import dev.canary.operator.crd.Providers;
import dev.canary.operator.crd.SpecDefaults;
import dev.canary.operator.crd.SpecReader;
import dev.canary.operator.kube.Interests;
import dev.canary.operator.kube.KubeApi;
import dev.canary.operator.kube.KubeCanaryStore;
import dev.canary.operator.kube.KubeClients;
import dev.canary.operator.kube.KubeObjectStore;
import dev.canary.operator.kube.WatchLimits;
import dev.canary.operator.process.CanaryChanges;
import dev.canary.operator.schedule.Scheduler;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.URI;
import java.nio.file.Path;

/** The cluster: client, stores and lease. */
@SuppressWarnings("CloseableProvides") // OperatorProcess closes them, in its order
final class ClusterModule extends AbstractModule {

  @Override
  protected void configure() {
    bind(Interests.class).toInstance(new Interests());
    bind(CanaryChanges.class).toInstance(new CanaryChanges());
    bind(ObjectStore.class).to(KubeObjectStore.class);
  }

  @Provides
  @Singleton
  KubernetesClient client(OperatorConfig config) {
    KubeClients clients = new KubeClients(Version.TEXT);
    if (config.kubeconfig().isEmpty() && config.master().isPresent()) {
      return clients.at(config.master().get());
    }
    return clients.of(
        config.kubeconfig().map(Path::toString).orElse(""),
        config.master().map(URI::toString).orElse(""));
  }

  @Provides
  @Singleton
  KubeApi api(KubernetesClient client) {
    return new KubeApi(client);
  }

  /** The scheduler is asked for late: it ticks over this very store. */
  @Provides
  @Singleton
  KubeObjectStore objects(
      KubeApi api, OperatorConfig config, Interests interests, Provider<Scheduler> scheduler) {
    return new KubeObjectStore(
        api,
        ImmutableSet.copyOf(config.namespaces()),
        interests,
        key -> scheduler.get().look(key),
        WatchLimits.DEFAULTS);
  }

  @Provides
  @Singleton
  SpecReader specs(OperatorConfig config, Plugins plugins) {
    return new SpecReader(
        new SpecDefaults(
            config.provider(),
            Providers.of(plugins.all().stream().map(RouterPlugin::descriptor).toList()),
            config.crossNamespaceRefs()));
  }

  @Provides
  @Singleton
  KubeCanaryStore canaries(
      KubeApi api, OperatorConfig config, SpecReader specs, CanaryChanges changes) {
    return new KubeCanaryStore(
        api, ImmutableSet.copyOf(config.namespaces()), specs, changes, WatchLimits.DEFAULTS);
  }
}
