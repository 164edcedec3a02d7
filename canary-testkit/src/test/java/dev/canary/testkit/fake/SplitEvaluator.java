package dev.canary.testkit.fake;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import dev.canary.core.store.ObjectKey;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.contract.RouteAnswer;
import dev.canary.testkit.contract.RouteEvaluator;
import dev.canary.testkit.contract.RouteRequest;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A data plane for Splits: reads nothing but the stored object and the request. */
final class SplitEvaluator implements RouteEvaluator {

  @Override
  public RouteAnswer evaluate(ImmutableMap<ObjectKey, Tree> objects, RouteRequest request) {
    return objects.values().stream()
        .filter(tree -> tree.textOr("", "kind").equals("Split"))
        .filter(tree -> tree.textOr("", "metadata", "namespace").equals(request.namespace()))
        .filter(tree -> tree.strings("spec", "hosts").contains(request.host()))
        .findFirst()
        .map(split -> answer(split, request))
        .orElse(RouteAnswer.NONE);
  }

  private static RouteAnswer answer(Tree split, RouteRequest request) {
    String primary = split.textOr("", "spec", "backends", "primary", "service");
    String canary = split.textOr("", "spec", "backends", "canary", "service");
    ImmutableList<Tree> audience = split.items("spec", "audience");
    if (!audience.isEmpty() && audience.stream().noneMatch(entry -> matches(entry, request))) {
      return only(primary, ImmutableListMultimap.of());
    }
    if (sends(request, split.text("spec", "affinity", "previous", "cookie"))) {
      return only(
          primary,
          ImmutableListMultimap.of(
              primary, split.textOr("", "spec", "affinity", "previous", "setCookie")));
    }
    if (sends(request, split.text("spec", "affinity", "current", "cookie"))) {
      return only(canary, ImmutableListMultimap.of());
    }
    if (sends(request, split.text("spec", "affinity", "primary", "cookie"))) {
      return only(primary, ImmutableListMultimap.of());
    }
    ImmutableListMultimap.Builder<String, String> cookies = ImmutableListMultimap.builder();
    split
        .text("spec", "affinity", "current", "setCookie")
        .ifPresent(text -> cookies.put(canary, text));
    split
        .text("spec", "affinity", "primary", "setCookie")
        .ifPresent(text -> cookies.put(primary, text));
    int mirror = (int) split.wholeOr(0, "spec", "mirror");
    return new RouteAnswer(
        ImmutableMap.of(primary, weight(split, "primary"), canary, weight(split, "canary")),
        mirror == 0 ? ImmutableMap.of() : ImmutableMap.of(canary, mirror),
        cookies.build());
  }

  private static int weight(Tree split, String side) {
    return (int) split.wholeOr(0, "spec", "backends", side, "weight");
  }

  private static RouteAnswer only(String service, ImmutableListMultimap<String, String> cookies) {
    return new RouteAnswer(ImmutableMap.of(service, 100), ImmutableMap.of(), cookies);
  }

  private static boolean sends(RouteRequest request, Optional<String> cookie) {
    String header = request.headers().getOrDefault("cookie", "");
    return cookie.filter(Splitter.on(';').trimResults().splitToList(header)::contains).isPresent();
  }

  private static boolean matches(Tree entry, RouteRequest request) {
    return entry.fields("headers").entrySet().stream()
        .allMatch(
            header -> holds(header.getValue().texts(), request.headers().get(header.getKey())));
  }

  private static boolean holds(ImmutableMap<String, String> condition, @Nullable String value) {
    return value != null
        && condition.entrySet().stream().allMatch(comparison -> holds(comparison, value));
  }

  private static boolean holds(Map.Entry<String, String> comparison, String value) {
    return switch (comparison.getKey()) {
      case "exact" -> value.equals(comparison.getValue());
      case "prefix" -> value.startsWith(comparison.getValue());
      default -> throw new IllegalStateException("a Split cannot compare by " + comparison);
    };
  }
}
