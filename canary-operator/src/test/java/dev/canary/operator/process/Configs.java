package dev.canary.operator.process;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.canary.operator.config.OperatorConfig;
import java.net.URI;
import java.util.Optional;

/** Configurations of operators in tests. */
public final class Configs {

  private Configs() {}

  /** Returns the configuration of the Istio guide, against an API server. */
  public static OperatorConfig istio(URI api) {
    return istio(api, /* leaderElection= */ true);
  }

  /** Returns the same, with or without a lease. */
  static OperatorConfig istio(URI api, boolean leaderElection) {
    return new OperatorConfig(
        Optional.empty(),
        Optional.of(api),
        Optional.empty(),
        ImmutableList.of(),
        "istio",
        URI.create("http://prometheus.istio-system:9090"),
        /* port= */ 0,
        leaderElection,
        "istio-system",
        ImmutableList.of("app", "name", "app.kubernetes.io/name"),
        ImmutableList.of(),
        /* configTracking= */ true,
        Optional.empty(),
        /* crossNamespaceRefs= */ true,
        Optional.empty(),
        ImmutableMap.of(),
        ImmutableSet.of());
  }
}
