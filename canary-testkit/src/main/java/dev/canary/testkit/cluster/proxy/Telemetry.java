package dev.canary.testkit.cluster.proxy;

import com.google.common.collect.ImmutableMap;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.client.ObjectName;
import java.time.Duration;
import java.util.Optional;

/**
 * Names what is counted as Istio's standard metrics do. The proxy beside a pod reports what reached
 * that pod; what did not arrive anywhere is in no metric with reporter {@code destination}.
 */
final class Telemetry {

  private final MeshMetrics metrics;

  Telemetry(MeshMetrics metrics) {
    this.metrics = metrics;
  }

  /**
   * Counts a request that reached a pod.
   *
   * @param service full name of the Service it was sent to
   * @param source the workload it came from
   */
  void arrived(
      Backend backend,
      Optional<Tree> pod,
      String service,
      Source source,
      int status,
      Duration took) {
    String serviceName = service.substring(0, Math.max(0, service.indexOf('.')));
    ImmutableMap<String, String> podLabels =
        pod.map(found -> found.texts("metadata", "labels")).orElse(ImmutableMap.of());
    String app = podLabels.getOrDefault("app", "unknown");
    metrics.count(
        ImmutableMap.<String, String>builder()
            .put("reporter", "destination")
            .put("source_workload", source.workload())
            .put("source_workload_namespace", source.namespace())
            .put("source_app", source.workload())
            .put("source_principal", "unknown")
            .put("source_version", "unknown")
            .put("destination_workload", workload(pod))
            .put("destination_workload_namespace", backend.namespace())
            .put("destination_app", app)
            .put("destination_principal", "unknown")
            .put("destination_version", podLabels.getOrDefault("version", "unknown"))
            .put("destination_service", service)
            .put("destination_service_name", serviceName)
            .put("destination_service_namespace", backend.namespace())
            .put("destination_canonical_service", app)
            .put("request_protocol", "http")
            .put("response_code", Integer.toString(status))
            .put("response_flags", "-")
            .put("connection_security_policy", "none")
            .put("namespace", backend.namespace())
            .put("pod", backend.pod())
            .buildOrThrow(),
        took);
  }

  /** Returns the Deployment of a pod: its replica set's name without the hash of the template. */
  private static String workload(Optional<Tree> pod) {
    if (pod.isEmpty()) {
      return "unknown";
    }
    String hash = pod.get().textOr("", "metadata", "labels", "pod-template-hash");
    String owner =
        pod.get().items("metadata", "ownerReferences").stream()
            .filter(reference -> reference.isTrue("controller"))
            .map(reference -> reference.textOr("", "name"))
            .findFirst()
            .orElse(ObjectName.of(pod.get()).name());
    return !hash.isEmpty() && owner.endsWith("-" + hash)
        ? owner.substring(0, owner.length() - hash.length() - 1)
        : owner;
  }
}
