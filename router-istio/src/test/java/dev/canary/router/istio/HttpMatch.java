package dev.canary.router.istio;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.contract.RouteRequest;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Istio's HTTPMatchRequest: entries are alternatives, the conditions of one entry hold together.
 * What the API does not know is pruned, so a comparison by {@code suffix} asks for presence only.
 */
final class HttpMatch {

  /** These keys are ignored in the map of headers. */
  private static final ImmutableSet<String> PSEUDO =
      ImmutableSet.of("uri", "scheme", "method", "authority");

  private HttpMatch() {}

  static boolean matches(ImmutableList<Tree> entries, RouteRequest request) {
    return entries.isEmpty() || entries.stream().anyMatch(entry -> matches(entry, request));
  }

  private static boolean matches(Tree entry, RouteRequest request) {
    boolean foldCase = entry.isTrue("ignoreUriCase");
    return optional(entry, "uri", request.path(), foldCase)
        && optional(entry, "method", request.method(), false)
        && optional(entry, "authority", request.host(), false)
        && optional(entry, "scheme", "http", false)
        && headers(entry, request)
        && withoutHeaders(entry, request)
        && queryParams(entry, request)
        && request.sourceLabels().entrySet().containsAll(entry.texts("sourceLabels").entrySet())
        && entry.textOr(request.namespace(), "sourceNamespace").equals(request.namespace())
        && (entry.items("gateways").isEmpty() || entry.strings("gateways").contains("mesh"));
  }

  private static boolean optional(Tree entry, String field, String value, boolean foldCase) {
    return entry.at(field).map(match -> compares(match, value, foldCase)).orElse(true);
  }

  private static boolean headers(Tree entry, RouteRequest request) {
    return entry.fields("headers").entrySet().stream()
        .filter(header -> !PSEUDO.contains(header.getKey()))
        .allMatch(header -> has(request.headers(), header));
  }

  private static boolean withoutHeaders(Tree entry, RouteRequest request) {
    return entry.fields("withoutHeaders").entrySet().stream()
        .noneMatch(header -> has(request.headers(), header));
  }

  private static boolean has(
      ImmutableMap<String, String> headers, Map.Entry<String, Tree> condition) {
    return Optional.ofNullable(headers.get(Ascii.toLowerCase(condition.getKey())))
        .filter(value -> compares(condition.getValue(), value, false))
        .isPresent();
  }

  private static boolean queryParams(Tree entry, RouteRequest request) {
    return entry.fields("queryParams").entrySet().stream()
        .allMatch(
            condition ->
                Optional.ofNullable(request.query().get(condition.getKey()))
                    .filter(value -> compares(condition.getValue(), value, false))
                    .isPresent());
  }

  private static boolean compares(Tree match, String value, boolean foldCase) {
    String text = foldCase ? Ascii.toLowerCase(value) : value;
    return match.text("exact").map(it -> fold(it, foldCase).equals(text)).orElse(true)
        && match.text("prefix").map(it -> text.startsWith(fold(it, foldCase))).orElse(true)
        && match.text("regex").map(it -> Pattern.matches(it, value)).orElse(true);
  }

  private static String fold(String text, boolean foldCase) {
    return foldCase ? Ascii.toLowerCase(text) : text;
  }
}
