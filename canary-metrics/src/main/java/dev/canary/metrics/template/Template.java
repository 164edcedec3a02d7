package dev.canary.metrics.template;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A template. */
public final class Template {

  private static final Pattern ACTION =
      Pattern.compile("\\{\\{\\s*([a-z]+)(?:\\.([A-Za-z0-9_]+))?\\s*}}");

  private Template() {}

  /**
   * Evaluates a template.
   *
   * @throws TemplateException if it cannot be parsed or executed
   */
  public static String render(String text, ImmutableMap<String, Object> functions) {
    Matcher action = ACTION.matcher(text);
    StringBuilder out = new StringBuilder();
    while (action.find()) {
      Object value = functions.get(action.group(1));
      if (value == null) {
        throw new TemplateException(
            "template parsing failed: template: tmpl:1: function \"%s\" not defined"
                .formatted(action.group(1)));
      }
      if (value instanceof Map<?, ?> table) {
        value = table.get(action.group(2));
      }
      if (value == null) {
        throw new TemplateException(
            "template excution failed: map has no entry for key \"%s\"".formatted(action.group(2)));
      }
      action.appendReplacement(out, Matcher.quoteReplacement(value.toString()));
    }
    return action.appendTail(out).toString();
  }
}
