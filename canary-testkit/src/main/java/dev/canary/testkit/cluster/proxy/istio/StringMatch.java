package dev.canary.testkit.cluster.proxy.istio;

import dev.canary.core.tree.Tree;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Istio's {@code exact}, {@code prefix} and {@code regex}; a regex must match the whole text. */
final class StringMatch {

  private StringMatch() {}

  /**
   * Returns whether the text matches.
   *
   * @param where names the condition in errors
   * @throws RefusedRoute if the condition is none of the three, or more than one
   */
  static boolean matches(Tree condition, String text, boolean ignoreCase, String where) {
    Map<String, Tree> kinds = condition.fields();
    if (kinds.size() != 1) {
      throw new RefusedRoute(
          "%s is %s: give exactly one of exact, prefix, regex".formatted(where, condition));
    }
    String kind = kinds.keySet().iterator().next();
    String value = condition.textOr("", kind);
    String given = ignoreCase ? text.toLowerCase(Locale.ROOT) : text;
    String wanted = ignoreCase ? value.toLowerCase(Locale.ROOT) : value;
    return switch (kind) {
      case "exact" -> given.equals(wanted);
      case "prefix" -> given.startsWith(wanted);
      case "regex" -> regex(value, text, where);
      default ->
          throw new RefusedRoute(
              "%s has %s: Istio knows exact, prefix and regex".formatted(where, kind));
    };
  }

  private static boolean regex(String pattern, String text, String where) {
    try {
      return Pattern.compile(pattern).matcher(text).matches();
    } catch (PatternSyntaxException e) {
      throw new RefusedRoute(
          "%s has the regex %s, which is not one: %s"
              .formatted(where, pattern, e.getDescription()));
    }
  }
}
