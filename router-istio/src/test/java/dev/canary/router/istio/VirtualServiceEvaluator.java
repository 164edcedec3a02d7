package dev.canary.router.istio;

import com.google.common.base.Ascii;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import dev.canary.core.store.ObjectKey;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.contract.RouteAnswer;
import dev.canary.testkit.contract.RouteEvaluator;
import dev.canary.testkit.contract.RouteRequest;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Routes a request from inside the mesh as Istio's reference of VirtualService says: the first
 * route that matches takes it. Knows nothing of canaries and shares no code with the router.
 */
final class VirtualServiceEvaluator implements RouteEvaluator {

  private static final String KIND = "VirtualService";

  @Override
  public RouteAnswer evaluate(ImmutableMap<ObjectKey, Tree> objects, RouteRequest request) {
    return objects.entrySet().stream()
        .filter(object -> object.getKey().type().kind().equals(KIND))
        .sorted(Comparator.comparing(object -> object.getKey().toString()))
        .filter(object -> serves(object.getKey(), object.getValue(), request))
        .findFirst()
        .map(object -> routed(objects, object.getKey(), object.getValue(), request))
        .orElse(RouteAnswer.NONE);
  }

  private static boolean serves(ObjectKey key, Tree object, RouteRequest request) {
    ImmutableList<String> gateways = object.strings("spec", "gateways");
    boolean inMesh = gateways.isEmpty() || gateways.contains("mesh");
    return inMesh
        && object.strings("spec", "hosts").stream()
            .anyMatch(
                host ->
                    host.equals("*")
                        || qualified(host, key.namespace())
                            .equals(qualified(request.host(), request.namespace())));
  }

  private static String qualified(String host, String namespace) {
    return host.contains(".") ? host : host + "." + namespace + ".svc.cluster.local";
  }

  private static RouteAnswer routed(
      ImmutableMap<ObjectKey, Tree> objects, ObjectKey key, Tree object, RouteRequest request) {
    for (Tree route : object.items("spec", "http")) {
      if (HttpMatch.matches(route.items("match"), request)) {
        return route.at("delegate").isPresent()
            ? delegated(objects, key, route, request)
            : answer(route);
      }
    }
    return object.items("spec", "tcp").stream()
        .findFirst()
        .map(VirtualServiceEvaluator::answer)
        .orElse(RouteAnswer.NONE);
  }

  private static RouteAnswer delegated(
      ImmutableMap<ObjectKey, Tree> objects, ObjectKey root, Tree route, RouteRequest request) {
    String namespace = route.textOr(root.namespace(), "delegate", "namespace");
    ObjectKey key = new ObjectKey(root.type(), namespace, route.textOr("", "delegate", "name"));
    return Optional.ofNullable(objects.get(key))
        .filter(delegate -> delegate.items("spec", "hosts").isEmpty())
        .map(delegate -> routed(objects, key, delegate, request))
        .orElse(RouteAnswer.NONE);
  }

  private static RouteAnswer answer(Tree route) {
    ImmutableList<Tree> destinations = route.items("route");
    Map<String, Integer> weights = new LinkedHashMap<>();
    ImmutableListMultimap.Builder<String, String> cookies = ImmutableListMultimap.builder();
    for (Tree destination : destinations) {
      String service = service(destination.textOr("", "destination", "host"));
      int weight = destinations.size() == 1 ? 100 : (int) destination.wholeOr(0, "weight");
      weights.merge(service, weight, Integer::sum);
      setCookie(destination).ifPresent(cookie -> cookies.put(service, cookie));
      setCookie(route).ifPresent(cookie -> cookies.put(service, cookie));
    }
    return new RouteAnswer(ImmutableMap.copyOf(weights), mirrored(route), cookies.build());
  }

  private static ImmutableMap<String, Integer> mirrored(Tree route) {
    int percent =
        route
            .at("mirrorPercentage", "value")
            .map(value -> new BigDecimal(value.toString()))
            .map(value -> value.setScale(0, RoundingMode.HALF_UP).intValueExact())
            .orElse(100);
    return route
        .text("mirror", "host")
        .map(host -> ImmutableMap.of(service(host), percent))
        .orElse(ImmutableMap.of());
  }

  private static Optional<String> setCookie(Tree routeOrDestination) {
    return routeOrDestination.texts("headers", "response", "add").entrySet().stream()
        .filter(header -> Ascii.equalsIgnoreCase(header.getKey(), "set-cookie"))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static String service(String host) {
    return Splitter.on('.').split(host).iterator().next();
  }
}
