package dev.canary.testkit.cluster.kubelet;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.client.ApiClient;
import dev.canary.testkit.cluster.client.Mirror;
import dev.canary.testkit.cluster.client.ObjectName;
import dev.canary.testkit.cluster.client.Resources;
import dev.canary.testkit.cluster.client.WorkQueue;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the Endpoints of every Service with a selector: one subset per ready pod, because each pod
 * has a loopback port of its own.
 */
final class EndpointsController implements AutoCloseable {

  private final ApiClient api;
  private final WorkQueue<ObjectName> queue;
  private final Mirror services;
  private final Mirror pods;

  EndpointsController(ApiClient api) {
    this.api = api;
    this.queue = new WorkQueue<>("endpoints-controller", this::reconcile);
    this.services = new Mirror(api, Resources.SERVICES, this::serviceChanged);
    this.pods = new Mirror(api, Resources.PODS, this::podChanged);
  }

  /** Begins to watch and to work; before, nothing here may be seen by another thread. */
  void start() {
    queue.start();
    services.start();
    pods.start();
  }

  private void serviceChanged(@Nullable Tree before, @Nullable Tree after) {
    Tree known = after != null ? after : before;
    if (known != null) {
      queue.add(ObjectName.of(known));
    }
  }

  private void podChanged(@Nullable Tree before, @Nullable Tree after) {
    Tree known = after != null ? after : before;
    if (known == null) {
      return;
    }
    for (Tree service : services.in(ObjectName.of(known).namespace())) {
      ImmutableMap<String, String> selector = service.texts("spec", "selector");
      if (Labels.match(selector, known) || (before != null && Labels.match(selector, before))) {
        queue.add(ObjectName.of(service));
      }
    }
  }

  private void reconcile(ObjectName name) {
    Optional<Tree> service = services.get(name);
    if (service.isEmpty()) {
      api.delete(Resources.ENDPOINTS, name);
      return;
    }
    if (service.get().texts("spec", "selector").isEmpty()) {
      return; // endpoints of a Service without selector are somebody else's
    }
    Tree wanted = subsets(service.get());
    Optional<Tree> found = api.get(Resources.ENDPOINTS, name);
    if (found.isEmpty()) {
      api.create(Resources.ENDPOINTS, endpoints(name, wanted));
    } else if (!found.get().at("subsets").orElse(Tree.Arr.EMPTY).equals(wanted)) {
      api.replace(Resources.ENDPOINTS, found.get().with(wanted, "subsets"));
    }
  }

  private static Tree endpoints(ObjectName name, Tree subsets) {
    return Tree.members()
        .put("apiVersion", "v1")
        .put("kind", "Endpoints")
        .put(
            "metadata",
            Tree.members().put("name", name.name()).put("namespace", name.namespace()).build())
        .put("subsets", subsets)
        .build();
  }

  private Tree subsets(Tree service) {
    ImmutableMap<String, String> selector = service.texts("spec", "selector");
    return Tree.array(
        pods.in(ObjectName.of(service).namespace()).stream()
            .filter(pod -> Labels.match(selector, pod) && Labels.ready(pod))
            .filter(pod -> pod.text("metadata", "annotations", Labels.PORT).isPresent())
            .sorted(Comparator.comparing(pod -> ObjectName.of(pod).name()))
            .map(pod -> subset(service, pod))
            .collect(ImmutableList.toImmutableList()));
  }

  private static Tree subset(Tree service, Tree pod) {
    long real = Long.parseLong(pod.textOr("0", "metadata", "annotations", Labels.PORT));
    ImmutableList<Tree> ports =
        service.items("spec", "ports").stream()
            .filter(port -> serves(pod, port))
            .map(port -> port(port, real))
            .collect(ImmutableList.toImmutableList());
    Tree target =
        Tree.members()
            .put("kind", "Pod")
            .put("name", ObjectName.of(pod).name())
            .put("namespace", ObjectName.of(pod).namespace())
            .put("uid", pod.textOr("", "metadata", "uid"))
            .build();
    return Tree.members()
        .put(
            "addresses",
            Tree.array(Tree.members().put("ip", "127.0.0.1").put("targetRef", target).build()))
        .put("ports", Tree.array(ports))
        .build();
  }

  private static Tree port(Tree servicePort, long real) {
    Tree.Members port = Tree.members();
    port.putIfPresent("name", servicePort.at("name"));
    return port.put("port", real).put("protocol", "TCP").build();
  }

  /** A target port by name must be the name of a container's port; a number always serves. */
  private static boolean serves(Tree pod, Tree servicePort) {
    Optional<String> name = servicePort.text("targetPort");
    return name.isEmpty()
        || pod.items("spec", "containers").stream()
            .flatMap(container -> container.items("ports").stream())
            .anyMatch(port -> port.text("name").equals(name));
  }

  @Override
  public void close() {
    services.close();
    pods.close();
    queue.close();
  }
}
