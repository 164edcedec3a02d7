package dev.canary.testkit.cluster.proxy.istio;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.canary.core.tree.Tree;
import java.util.Comparator;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Finds the route of a request, as Istio does. */
public final class IstioRouting {

  private static final int NOT_FOUND = 404;
  private static final int REFUSED = 503;

  private final RandomGenerator random;

  /**
   * Creates the routing.
   *
   * @param random draws destinations by weight and requests to mirror; used by several threads
   */
  public IstioRouting(RandomGenerator random) {
    this.random = random;
  }

  /**
   * Decides what to do with the request. An object that Istio would not have accepted is answered
   * 503 with what is wrong with it.
   */
  public Decision decide(IstioObjects objects, MeshRequest request) {
    ImmutableList<Tree> bound = bound(objects, request);
    if (bound.isEmpty()) {
      return request.entry() == MeshRequest.Entry.MESH
          ? new Decision.Direct()
          : new Decision.Answer(
              NOT_FOUND,
              "no VirtualService of the gateway has the host %s".formatted(request.host()));
    }
    for (Tree virtualService : bound) {
      try {
        Optional<Decision> decision = inService(objects, virtualService, request);
        if (decision.isPresent()) {
          return decision.get();
        }
      } catch (RefusedRoute refused) {
        return new Decision.Answer(
            REFUSED, "%s: %s".formatted(label(virtualService), refused.getMessage()));
      }
    }
    return new Decision.Answer(
        NOT_FOUND,
        "no route of %s matches %s %s"
            .formatted(label(bound.getFirst()), request.method(), request.path()));
  }

  /** Returns whether any VirtualService bound to a gateway has the host of the request. */
  public static boolean gatewayServes(IstioObjects objects, MeshRequest request) {
    return !bound(objects, request.at(MeshRequest.Entry.GATEWAY)).isEmpty();
  }

  /** Of the objects with the closest host: all at a gateway, in a mesh the oldest alone. */
  private static ImmutableList<Tree> bound(IstioObjects objects, MeshRequest request) {
    ImmutableList<Tree> open =
        objects.virtualServices().stream()
            .filter(virtualService -> isOpen(objects, virtualService, request))
            .sorted(
                Comparator.<Tree, Integer>comparing(
                        candidate -> closeness(candidate, request), Comparator.reverseOrder())
                    .thenComparing(
                        candidate -> candidate.textOr("", "metadata", "creationTimestamp"))
                    .thenComparing(IstioRouting::label))
            .collect(toImmutableList());
    if (open.isEmpty()) {
      return open;
    }
    int best = closeness(open.getFirst(), request);
    return open.stream()
        .filter(candidate -> closeness(candidate, request) == best)
        .limit(request.entry() == MeshRequest.Entry.MESH ? 1 : open.size())
        .collect(toImmutableList());
  }

  private static boolean isOpen(IstioObjects objects, Tree virtualService, MeshRequest request) {
    ImmutableList<String> gateways = virtualService.strings("spec", "gateways");
    if (closeness(virtualService, request) < 0) {
      return false;
    }
    if (request.entry() == MeshRequest.Entry.MESH) {
      return gateways.isEmpty() || gateways.contains("mesh");
    }
    String namespace = IstioObjects.namespace(virtualService);
    return gateways.stream()
        .filter(gateway -> !gateway.equals("mesh"))
        .anyMatch(gateway -> objects.gatewayServes(gateway, namespace, request.host()));
  }

  private static int closeness(Tree virtualService, MeshRequest request) {
    String namespace = IstioObjects.namespace(virtualService);
    return virtualService.strings("spec", "hosts").stream()
        .mapToInt(host -> Hosts.closeness(Hosts.resolve(host, namespace), request.host()))
        .max()
        .orElse(-1);
  }

  private Optional<Decision> inService(
      IstioObjects objects, Tree virtualService, MeshRequest request) {
    for (Tree route : virtualService.items("spec", "http")) {
      if (!RouteMatch.matches(route, request)) {
        continue;
      }
      if (route.at("delegate").isEmpty()) {
        return Optional.of(new RouteAction(objects, virtualService, random).of(route, request));
      }
      Optional<Decision> delegated = inDelegate(objects, virtualService, route, request);
      if (delegated.isPresent()) {
        return delegated;
      }
    }
    return Optional.empty();
  }

  /** A request goes by a delegate's route if it matches there too; delegates do not delegate. */
  private Optional<Decision> inDelegate(
      IstioObjects objects, Tree root, Tree route, MeshRequest request) {
    String namespace = route.textOr(IstioObjects.namespace(root), "delegate", "namespace");
    String name = route.textOr("", "delegate", "name");
    Tree delegate =
        objects
            .virtualService(namespace, name)
            .orElseThrow(
                () ->
                    new RefusedRoute(
                        "delegates to VirtualService %s.%s, which does not exist"
                            .formatted(name, namespace)));
    if (!delegate.strings("spec", "hosts").isEmpty()) {
      throw new RefusedRoute(
          "delegates to VirtualService %s.%s, which has hosts: a delegate has none"
              .formatted(name, namespace));
    }
    for (Tree inner : delegate.items("spec", "http")) {
      if (RouteMatch.matches(inner, request)) {
        return Optional.of(new RouteAction(objects, delegate, random).of(inner, request));
      }
    }
    return Optional.empty();
  }

  private static String label(Tree virtualService) {
    return "VirtualService %s.%s"
        .formatted(IstioObjects.name(virtualService), IstioObjects.namespace(virtualService));
  }
}
