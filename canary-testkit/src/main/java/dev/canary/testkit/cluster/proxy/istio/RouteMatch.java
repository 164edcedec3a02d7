package dev.canary.testkit.cluster.proxy.istio;

import dev.canary.core.tree.Tree;
import java.util.Map;
import java.util.Optional;

/** Decides whether a request is one of those that an HTTP route is for. */
final class RouteMatch {

  private RouteMatch() {}

  /** Returns whether the request fits one of the route's conditions; no condition fits all. */
  static boolean matches(Tree route, MeshRequest request) {
    if (route.items("match").isEmpty()) {
      return true;
    }
    return route.items("match").stream().anyMatch(condition -> one(condition, request));
  }

  private static boolean one(Tree condition, MeshRequest request) {
    for (Map.Entry<String, Tree> part : condition.fields().entrySet()) {
      if (!part(part.getKey(), part.getValue(), condition, request)) {
        return false;
      }
    }
    return true;
  }

  private static boolean part(String field, Tree wanted, Tree condition, MeshRequest request) {
    return switch (field) {
      case "uri" ->
          StringMatch.matches(
              wanted, request.path(), condition.isTrue("ignoreUriCase"), "match.uri");
      case "scheme" -> StringMatch.matches(wanted, "http", false, "match.scheme");
      case "method" -> StringMatch.matches(wanted, request.method(), false, "match.method");
      case "authority" ->
          StringMatch.matches(wanted, request.authority(), false, "match.authority");
      case "headers" -> headers(wanted, request);
      case "withoutHeaders" -> without(wanted, request);
      case "queryParams" -> parameters(wanted, request);
      case "port" -> condition.wholeOr(0, "port") == request.port();
      case "gateways" -> gateways(condition, request);
      case "sourceLabels", "sourceNamespace" -> false; // no entry knows the pod behind it
      case "ignoreUriCase", "name", "statPrefix" -> true;
      default -> throw new RefusedRoute("match.%s is not a condition of Istio".formatted(field));
    };
  }

  private static boolean headers(Tree wanted, MeshRequest request) {
    return wanted.fields().entrySet().stream()
        .allMatch(
            entry -> present(entry.getValue(), request.header(entry.getKey()), entry.getKey()));
  }

  private static boolean without(Tree unwanted, MeshRequest request) {
    return unwanted.fields().entrySet().stream()
        .noneMatch(
            entry -> present(entry.getValue(), request.header(entry.getKey()), entry.getKey()));
  }

  private static boolean parameters(Tree wanted, MeshRequest request) {
    return wanted.fields().entrySet().stream()
        .allMatch(
            entry -> present(entry.getValue(), request.parameter(entry.getKey()), entry.getKey()));
  }

  /** An empty condition asks only that there is a value. */
  private static boolean present(Tree condition, Optional<String> value, String name) {
    if (value.isEmpty()) {
      return false;
    }
    return condition.fields().isEmpty()
        || StringMatch.matches(condition, value.get(), false, "the condition on " + name);
  }

  private static boolean gateways(Tree condition, MeshRequest request) {
    boolean mesh = condition.strings("gateways").contains("mesh");
    return request.entry() == MeshRequest.Entry.MESH
        ? mesh
        : condition.strings("gateways").stream().anyMatch(gateway -> !gateway.equals("mesh"));
  }
}
