package dev.canary.operator.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.canary.core.tree.Tree;
import dev.canary.operator.crd.Definitions;
import java.util.List;
import org.junit.jupiter.api.Test;

class FieldsDocumentTest {

  private static final String TEXT = Documents.text("docs/reference/fields.md");

  @Test
  void membersOfTheRollout_areThoseOfTheSchema() {
    Tree canary = schema();

    List<String> documented =
        Documents.rows(Documents.section(TEXT, "### `status.rollout`")).stream()
            .map(List::getFirst)
            .toList();

    assertThat(documented)
        .containsExactlyElementsOf(
            canary.fields("properties", "status", "properties", "rollout", "properties").keySet());
  }

  @Test
  void fieldsOfOurs_areInTheSchema() {
    Tree canary = schema();

    List<String> documented =
        Documents.rows(TEXT).stream()
            .map(List::getFirst)
            .filter(field -> field.startsWith("spec.") || field.startsWith("status."))
            .toList();

    assertThat(documented).hasSizeGreaterThan(3);
    assertThat(documented)
        .allMatch(
            field ->
                canary
                    .at(("properties." + field.replace(".", ".properties.")).split("\\.", -1))
                    .isPresent());
  }

  private static Tree schema() {
    return new Definitions()
        .all().stream()
            .filter(definition -> definition.textOr("", "spec", "names", "kind").equals("Canary"))
            .findFirst()
            .flatMap(it -> it.at("spec", "versions", "0", "schema", "openAPIV3Schema"))
            .orElseThrow();
  }
}
