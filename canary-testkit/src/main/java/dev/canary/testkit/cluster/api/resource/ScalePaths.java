package dev.canary.testkit.cluster.api.resource;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/**
 * Where an object keeps what its {@code /scale} subresource shows.
 *
 * @param specReplicas the wanted number of replicas
 * @param statusReplicas the observed number of replicas
 * @param selector the pod selector, a string or a label selector; empty if there is none
 */
public record ScalePaths(
    ImmutableList<String> specReplicas,
    ImmutableList<String> statusReplicas,
    Optional<ImmutableList<String>> selector) {

  /** The paths of Deployments and ReplicaSets. */
  public static final ScalePaths WORKLOAD =
      new ScalePaths(
          ImmutableList.of("spec", "replicas"),
          ImmutableList.of("status", "replicas"),
          Optional.of(ImmutableList.of("spec", "selector")));
}
