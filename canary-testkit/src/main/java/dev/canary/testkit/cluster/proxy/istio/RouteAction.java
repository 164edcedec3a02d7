package dev.canary.testkit.cluster.proxy.istio;

import com.google.common.collect.ImmutableList;
import dev.canary.core.tree.Tree;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Turns the route that a request matched into what is done with it. */
final class RouteAction {

  private static final int MOVED = 301;
  private static final double ALWAYS = 100;

  private final IstioObjects objects;
  private final String namespace;
  private final String where;
  private final RandomGenerator random;

  RouteAction(IstioObjects objects, Tree virtualService, RandomGenerator random) {
    this.objects = objects;
    this.namespace = IstioObjects.namespace(virtualService);
    this.where = "http route";
    this.random = random;
  }

  Decision of(Tree route, MeshRequest request) {
    if (route.at("redirect").isPresent()) {
      return redirect(route, request);
    }
    if (route.at("directResponse").isPresent()) {
      return new Decision.Answer(
          (int) route.wholeOr(0, "directResponse", "status"),
          route.textOr("", "directResponse", "body", "string"));
    }
    Tree chosen = draw(route.items("route"));
    Destination destination = destination(chosen.at("destination").orElse(Tree.Obj.EMPTY));
    return new Decision.Forward(
        destination,
        rewritten(route, request),
        route.textOr(request.authority(), "rewrite", "authority"),
        ImmutableList.of(HeaderRules.of(route), HeaderRules.of(chosen)),
        mirror(route),
        Durations.at(route, "timeout"),
        Retries.of(route));
  }

  /** A lone destination takes everything, whatever its weight; of several one is drawn. */
  private Tree draw(ImmutableList<Tree> destinations) {
    if (destinations.isEmpty()) {
      throw new RefusedRoute(where + " has neither a destination, a redirect nor a delegate");
    }
    if (destinations.size() == 1) {
      return destinations.getFirst();
    }
    long total = 0;
    for (Tree destination : destinations) {
      total += weight(destination);
    }
    if (total == 0) {
      throw new RefusedRoute(where + " has destinations whose weights are all 0");
    }
    long drawn = random.nextLong(total);
    for (Tree destination : destinations) {
      drawn -= weight(destination);
      if (drawn < 0) {
        return destination;
      }
    }
    throw new AssertionError("drawn beyond the total weight");
  }

  private long weight(Tree destination) {
    long weight = destination.wholeOr(0, "weight");
    if (weight < 0) {
      throw new RefusedRoute(where + " has weight %d: weights are at least 0".formatted(weight));
    }
    return weight;
  }

  private Optional<Destination> mirror(Tree route) {
    Optional<Tree> mirror = route.at("mirror").filter(tree -> tree.text("host").isPresent());
    if (mirror.isEmpty() || random.nextDouble() * ALWAYS >= share(route)) {
      return Optional.empty();
    }
    return Optional.of(destination(mirror.get()));
  }

  private static double share(Tree route) {
    Optional<Tree> share = route.at("mirrorPercentage", "value");
    return share.isPresent() && share.get() instanceof Tree.Num(String literal)
        ? Double.parseDouble(literal)
        : ALWAYS;
  }

  private Destination destination(Tree tree) {
    return Destination.of(tree, namespace, objects, where);
  }

  /** A prefix match has its prefix replaced, any other match the whole path. */
  private static String rewritten(Tree route, MeshRequest request) {
    Optional<String> uri = route.text("rewrite", "uri");
    if (uri.isEmpty()) {
      return request.target();
    }
    String prefix =
        route.items("match").stream()
            .flatMap(condition -> condition.text("uri", "prefix").stream())
            .filter(candidate -> request.path().startsWith(candidate))
            .findFirst()
            .orElse(comparesPath(route) ? request.path() : "/");
    String path = uri.get() + request.path().substring(prefix.length());
    return request.query().isEmpty() ? path : path + "?" + request.query();
  }

  private static boolean comparesPath(Tree route) {
    return route.items("match").stream().anyMatch(condition -> condition.at("uri").isPresent());
  }

  private static Decision redirect(Tree route, MeshRequest request) {
    String scheme = route.textOr("http", "redirect", "scheme");
    String authority = route.textOr(request.authority(), "redirect", "authority");
    long port = route.wholeOr(0, "redirect", "port");
    String host = port == 0 ? authority : authority.replaceFirst(":\\d+$", "") + ":" + port;
    String path = route.textOr(request.path(), "redirect", "uri");
    String query = request.query().isEmpty() ? "" : "?" + request.query();
    return new Decision.Redirect(
        (int) route.wholeOr(MOVED, "redirect", "redirectCode"),
        scheme + "://" + host + path + query);
  }
}
