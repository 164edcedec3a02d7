package dev.canary.testkit.cluster.proxy;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.client.ApiClient;
import dev.canary.testkit.cluster.client.Mirror;
import dev.canary.testkit.cluster.client.ObjectName;
import dev.canary.testkit.cluster.client.Resources;
import dev.canary.testkit.cluster.proxy.istio.Destination;
import dev.canary.testkit.cluster.proxy.istio.Hosts;
import dev.canary.testkit.cluster.proxy.istio.IstioObjects;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** What the data plane sees of the cluster, kept by watches. */
final class Cluster implements AutoCloseable {

  /** A destination that cannot be reached, and why. */
  static final class Unreachable extends Exception {
    private final String reason;

    Unreachable(String reason) {
      super(reason);
      this.reason = reason;
    }

    String reason() {
      return reason;
    }
  }

  private final Mirror services;
  private final Mirror endpoints;
  private final Mirror pods;
  private final Mirror virtualServices;
  private final Mirror destinationRules;
  private final Mirror gateways;

  /** Starts to watch. */
  Cluster(ApiClient api) {
    services = new Mirror(api, Resources.SERVICES).start();
    endpoints = new Mirror(api, Resources.ENDPOINTS).start();
    pods = new Mirror(api, Resources.PODS).start();
    virtualServices = new Mirror(api, Resources.VIRTUAL_SERVICES).start();
    destinationRules = new Mirror(api, Resources.DESTINATION_RULES).start();
    gateways = new Mirror(api, Resources.GATEWAYS).start();
  }

  /** Waits until Services and their pods have been listed; types of a mesh may be absent. */
  boolean awaitListed(Duration realTimeout) throws InterruptedException {
    return services.awaitListed(realTimeout)
        && endpoints.awaitListed(realTimeout)
        && pods.awaitListed(realTimeout);
  }

  IstioObjects routing() {
    return new IstioObjects(virtualServices.all(), destinationRules.all(), gateways.all());
  }

  Optional<Tree> pod(ObjectName name) {
    return pods.get(name);
  }

  /** Returns the Service of that full name, if there is one. */
  Optional<Tree> service(String host) {
    if (!host.endsWith(Hosts.SERVICE_SUFFIX)) {
      return Optional.empty();
    }
    String prefix = host.substring(0, host.length() - Hosts.SERVICE_SUFFIX.length());
    int dot = prefix.indexOf('.');
    return dot < 0
        ? Optional.empty()
        : services.get(new ObjectName(prefix.substring(dot + 1), prefix.substring(0, dot)));
  }

  /**
   * Returns the pods behind a destination, at least one.
   *
   * @param requestPort the port that the request was sent to, for a destination without one
   * @throws Unreachable if the Service or its port does not exist, or no pod is ready
   */
  ImmutableList<Backend> backends(Destination destination, int requestPort) throws Unreachable {
    Tree service =
        service(destination.host())
            .orElseThrow(
                () -> new Unreachable("there is no Service %s".formatted(destination.host())));
    Tree port = port(service, destination, requestPort);
    ObjectName name = ObjectName.of(service);
    ImmutableList<Backend> found =
        endpoints.get(name).stream()
            .flatMap(object -> object.items("subsets").stream())
            .flatMap(subset -> backends(subset, port.text("name"), name.namespace()))
            .filter(backend -> chosen(backend, destination.labels()))
            .collect(toImmutableList());
    if (found.isEmpty()) {
      throw new Unreachable("no healthy upstream: %s has no ready pod".formatted(name));
    }
    return found;
  }

  private static Tree port(Tree service, Destination destination, int requestPort)
      throws Unreachable {
    ImmutableList<Tree> ports = service.items("spec", "ports");
    if (destination.port() == 0 && ports.size() == 1) {
      return ports.getFirst();
    }
    int wanted = destination.port() == 0 ? requestPort : destination.port();
    for (Tree port : ports) {
      if (port.wholeOr(0, "port") == wanted) {
        return port;
      }
    }
    String known =
        ports.stream().map(port -> Long.toString(port.wholeOr(0, "port"))).toList().toString();
    throw new Unreachable(
        "Service %s has no port %d, only %s".formatted(ObjectName.of(service), wanted, known));
  }

  private static Stream<Backend> backends(
      Tree subset, Optional<String> portName, String namespace) {
    ImmutableList<Tree> ports = subset.items("ports");
    return ports.stream()
        .filter(port -> ports.size() == 1 || port.text("name").equals(portName))
        .flatMap(
            port ->
                subset.items("addresses").stream()
                    .map(
                        address ->
                            new Backend(
                                address.textOr(namespace, "targetRef", "namespace"),
                                address.textOr("", "targetRef", "name"),
                                address.textOr("127.0.0.1", "ip"),
                                (int) port.wholeOr(0, "port"))));
  }

  private boolean chosen(Backend backend, ImmutableMap<String, String> labels) {
    return labels.isEmpty()
        || pod(backend.name())
            .filter(
                pod -> pod.texts("metadata", "labels").entrySet().containsAll(labels.entrySet()))
            .isPresent();
  }

  @Override
  public void close() {
    Stream.of(services, endpoints, pods, virtualServices, destinationRules, gateways)
        .forEach(Mirror::close);
  }
}
