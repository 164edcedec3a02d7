package dev.canary.metrics.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.io.Resources;
import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TemplateTest {

  private static final ImmutableMap<String, Object> FUNCTIONS =
      ImmutableMap.<String, Object>builder()
          .put("name", "nm")
          .put("namespace", "ns")
          .put("target", "tgt")
          .put("service", "svc")
          .put("ingress", "ing")
          .put("route", "rt")
          .put("interval", "1m")
          .put("variables", ImmutableMap.of("dash-key", "d", "b", "two", "a", "1"))
          .buildOrThrow();

  /** What text/template of Go 1.26 answers: template, outcome, and result or error. */
  static Stream<List<String>> recorded() throws IOException {
    return Resources.readLines(
            Resources.getResource(TemplateTest.class, "recorded.tsv"), StandardCharsets.UTF_8)
        .stream()
        .map(Splitter.on('\t')::splitToList);
  }

  private static String text(String json) {
    return ((Tree.Str) Json.read(json)).value();
  }

  private static String outcome(String template) {
    try {
      return "ok: " + Template.render(template, FUNCTIONS);
    } catch (TemplateException failure) {
      return failure
          .text()
          .replaceFirst("^template parsing failed: ", "parse: ")
          .replaceFirst("^template excution failed: ", "exec: ");
    }
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void template_givesWhatGoGives(List<String> row) {
    assertThat(outcome(text(row.get(0)))).isEqualTo(row.get(1) + ": " + text(row.get(2)));
  }

  @Test
  void tooManySteps_areRefused() {
    assertThatThrownBy(
            () -> Template.render("{{ range 1000 }}{{ range 1000 }}{{ end }}{{ end }}", FUNCTIONS))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("more than 100000 steps");
  }

  @Test
  void tooLongResult_isRefused() {
    assertThatThrownBy(() -> Template.render("{{ range 9000 }}0123456789{{ end }}", FUNCTIONS))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("longer than 65536 characters");
  }

  @Test
  void tooLongSource_isRefused() {
    assertThatThrownBy(() -> Template.render("x".repeat(70_000), FUNCTIONS))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("70000 characters, at most 65536");
  }

  @Test
  void endlessRecursion_isRefused() {
    assertThatThrownBy(
            () ->
                Template.render(
                    "{{ define \"T\" }}{{ template \"T\" }}{{ end }}{{ template \"T\" }}",
                    FUNCTIONS))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("exceeded maximum template depth (100)");
  }

  @Test
  void deepNesting_isRefused() {
    assertThatThrownBy(
            () ->
                Template.render(
                    "{{" + "(".repeat(9_000) + "1" + ")".repeat(9_000) + "}}", FUNCTIONS))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("more than 100 nested parentheses");
    assertThatThrownBy(() -> Template.render("{{if 1}}".repeat(5_000), FUNCTIONS))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("more than 100 nested actions");
  }
}
