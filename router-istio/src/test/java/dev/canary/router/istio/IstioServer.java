package dev.canary.router.istio;

import com.google.common.collect.ImmutableSet;
import dev.canary.core.store.ObjectKey;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.fake.Admission;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** What the API server and Istio's webhook do to the router's objects: pruning and validation. */
final class IstioServer {

  private static final ImmutableSet<String> VIRTUAL_SERVICE =
      ImmutableSet.of("hosts", "gateways", "http", "tls", "tcp", "exportTo");
  private static final ImmutableSet<String> DESTINATION_RULE =
      ImmutableSet.of("host", "trafficPolicy", "subsets", "exportTo", "workloadSelector");
  private static final ImmutableSet<String> STRING_MATCH =
      ImmutableSet.of("exact", "prefix", "regex");

  private IstioServer() {}

  static Admission admission() {
    return Admission.pruning("VirtualService", VIRTUAL_SERVICE)
        .then(Admission.pruning("DestinationRule", DESTINATION_RULE))
        .then(Admission.validating(IstioServer::problem));
  }

  private static Optional<String> problem(ObjectKey key, Tree tree) {
    Tree spec = tree.at("spec").orElse(Tree.Obj.EMPTY);
    return key.type().kind().equals("DestinationRule")
        ? when(spec.textOr("", "host").isEmpty(), "a destination rule needs a host")
        : Stream.concat(spec.items("http").stream(), spec.items("tcp").stream())
            .flatMap(route -> routeProblem(route).stream())
            .findFirst()
            .or(() -> hostProblem(spec));
  }

  private static Optional<String> hostProblem(Tree spec) {
    boolean delegate = spec.strings("hosts").isEmpty();
    return when(delegate && !spec.strings("gateways").isEmpty(), "a delegate cannot have gateways");
  }

  private static Optional<String> routeProblem(Tree route) {
    boolean several = route.items("route").size() > 1;
    long total = route.items("route").stream().mapToLong(item -> item.wholeOr(0, "weight")).sum();
    boolean badWeight =
        route.items("route").stream().anyMatch(item -> item.wholeOr(0, "weight") < 0);
    boolean noHost =
        route.items("route").stream()
            .anyMatch(item -> item.textOr("", "destination", "host").isEmpty());
    boolean badPort =
        route.items("route").stream()
            .flatMapToLong(item -> item.whole("destination", "port", "number").stream())
            .anyMatch(port -> port < 1 || port > 65_535);
    return when(route.items("route").isEmpty(), "a route needs a destination")
        .or(() -> when(several && total == 0, "total destination weight is 0"))
        .or(() -> when(badWeight, "weight is negative"))
        .or(() -> when(noHost, "a destination needs a host"))
        .or(() -> when(badPort, "a port must be within 1 and 65535"))
        .or(
            () ->
                route.items("match").stream()
                    .flatMap(entry -> matchProblem(entry).stream())
                    .findFirst());
  }

  private static Optional<String> matchProblem(Tree entry) {
    return Stream.concat(
            Stream.of("uri", "scheme", "method", "authority").flatMap(f -> entry.at(f).stream()),
            Stream.of("headers", "queryParams", "withoutHeaders")
                .flatMap(field -> entry.fields(field).values().stream()))
        .flatMap(match -> comparisonProblem(match).stream())
        .findFirst()
        .or(() -> when(!(entry instanceof Tree.Obj), "a match must be an object"));
  }

  private static Optional<String> comparisonProblem(Tree match) {
    return when(match.fields().size() > 1, "oneof exact, prefix, regex")
        .or(
            () ->
                when(
                    !STRING_MATCH.containsAll(match.fields().keySet()),
                    "unknown field in " + match))
        .or(() -> match.text("regex").flatMap(IstioServer::regexProblem));
  }

  private static Optional<String> regexProblem(String regex) {
    try {
      Pattern.compile(regex);
      return when(regex.isEmpty(), "empty regex");
    } catch (PatternSyntaxException e) {
      return Optional.of(e.getDescription());
    }
  }

  private static Optional<String> when(boolean wrong, String text) {
    return wrong ? Optional.of(text) : Optional.empty();
  }
}
