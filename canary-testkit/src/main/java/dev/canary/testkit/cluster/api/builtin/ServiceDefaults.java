package dev.canary.testkit.cluster.api.builtin;

import static dev.canary.testkit.cluster.api.builtin.Fill.absent;
import static dev.canary.testkit.cluster.api.builtin.Fill.each;

import dev.canary.core.tree.Tree;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Defaults and cluster addresses of Services (source: {@code pkg/apis/core/v1/defaults.go} and the
 * Service storage of kube-apiserver).
 */
final class ServiceDefaults {

  private final AtomicInteger allocated = new AtomicInteger();

  Tree filled(Tree service, @Nullable Tree before) {
    Tree filled = absent(service, Tree.of("ClusterIP"), "spec", "type");
    filled = absent(filled, Tree.of("None"), "spec", "sessionAffinity");
    filled = each(filled, ServiceDefaults::port, "spec", "ports");
    filled = absent(filled, Tree.Obj.EMPTY, "status", "loadBalancer");
    return filled.textOr("", "spec", "type").equals("ExternalName")
        ? filled
        : addressed(filled, before);
  }

  private Tree addressed(Tree service, @Nullable Tree before) {
    Optional<String> kept =
        Optional.ofNullable(before).flatMap(old -> old.text("spec", "clusterIP"));
    String address =
        service
            .text("spec", "clusterIP")
            .filter(ip -> !ip.isEmpty())
            .or(() -> kept)
            .orElseGet(this::next);
    Tree filled = service.with(address, "spec", "clusterIP");
    filled = absent(filled, Tree.array(Tree.of(address)), "spec", "clusterIPs");
    filled = absent(filled, Tree.array(Tree.of("IPv4")), "spec", "ipFamilies");
    filled = absent(filled, Tree.of("SingleStack"), "spec", "ipFamilyPolicy");
    return absent(filled, Tree.of("Cluster"), "spec", "internalTrafficPolicy");
  }

  private static Tree port(Tree port) {
    Tree filled = absent(port, Tree.of("TCP"), "protocol");
    return port.at("port").map(number -> absent(filled, number, "targetPort")).orElse(filled);
  }

  /** Takes the next address of 10.96.0.0/12, the range that kubeadm gives to Services. */
  private String next() {
    int n = allocated.incrementAndGet();
    return "10.%d.%d.%d".formatted(96 + (n >> 16 & 15), n >> 8 & 255, n & 255);
  }
}
