package dev.canary.metrics.template;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.Map;

/**
 * The template language of queries (metrics chapter, section 3): Go's {@code text/template} without
 * data, where a missing key of a map is an error.
 *
 * <p>What a template may use is bounded: {@value #MOST_CHARACTERS} characters of source and of
 * result, and {@value #MOST_STEPS} steps.
 */
public final class Template {

  /** The name that error texts carry. */
  static final String NAME = "tmpl";

  static final int MOST_CHARACTERS = 64 * 1024;
  static final int MOST_STEPS = 100_000;

  private Template() {}

  /**
   * Evaluates a template.
   *
   * @param source the template
   * @param functions functions without arguments by name; each value is a text or a map of texts
   * @throws TemplateException if it cannot be parsed or executed, or exceeds a bound
   */
  public static String render(String source, ImmutableMap<String, Object> functions) {
    if (source.length() > MOST_CHARACTERS) {
      throw TemplateException.parsing(
          1, source.length() + " characters, at most " + MOST_CHARACTERS);
    }
    ImmutableMap<String, Value> values =
        functions.entrySet().stream()
            .collect(toImmutableMap(Map.Entry::getKey, entry -> Value.of(entry.getValue())));
    ImmutableSet<String> known =
        ImmutableSet.copyOf(Sets.union(values.keySet(), Builtins.ALL.keySet()));
    ImmutableMap<String, ImmutableList<Node>> templates = Parser.parse(source, known);
    return new Executor(source, templates, values).run();
  }
}
