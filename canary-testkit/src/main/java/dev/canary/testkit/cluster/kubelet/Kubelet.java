package dev.canary.testkit.cluster.kubelet;

import dev.canary.testkit.cluster.client.ApiClient;
import dev.canary.testkit.cluster.time.ClusterTimer;
import java.net.URI;
import java.util.Random;

/**
 * The controllers and the node of an embedded cluster: it runs Deployments as pods, keeps the
 * Endpoints of Services and holds autoscaled Deployments at their least number of replicas.
 *
 * <p>Pods are never rescheduled, there are no resources to run out of, and no image is pulled.
 */
public final class Kubelet implements AutoCloseable {

  private final ApiClient api;
  private final PodRunner runner;
  private final DeploymentController deployments;
  private final EndpointsController endpoints;
  private final AutoscalerController autoscalers;

  private Kubelet(URI server, ClusterTimer timer, KubeletConfig config, long seed) {
    api = new ApiClient(server, "kubelet");
    runner = new PodRunner(api, timer, config);
    endpoints = new EndpointsController(api);
    deployments = new DeploymentController(api, timer, new Random(seed));
    autoscalers = new AutoscalerController(api);
  }

  /**
   * Starts to run what the API server holds.
   *
   * @param seed draws the names of pods
   */
  public static Kubelet start(URI server, ClusterTimer timer, KubeletConfig config, long seed) {
    Kubelet kubelet = new Kubelet(server, timer, config, seed);
    kubelet.runner.start();
    kubelet.endpoints.start();
    kubelet.deployments.start();
    kubelet.autoscalers.start();
    return kubelet;
  }

  /** Stops all controllers and all programs; the objects stay. Repeating it changes nothing. */
  @Override
  public void close() {
    autoscalers.close();
    deployments.close();
    endpoints.close();
    runner.close();
    api.close();
  }
}
