package dev.canary.operator.command.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "on | true",
        "No | false",
        "~ | null",
        "012 | 10",
        "-0x1F | -31",
        "1_000 | 1000",
        "+1.50 | 1.50",
        "1m30s | '\"1m30s\"'",
        "12:30 | '\"12:30\"'",
        "2026-01-01 | '\"2026-01-01\"'",
        "'\"1\"' | '\"1\"'"
      })
  void scalars_readAsKubectlReadsThem(String yaml, String json) {
    assertThat(only("a: " + yaml)).isEqualTo(Json.read("{\"a\":" + json + "}"));
  }

  @Test
  void anchorsAndMergeKeys_areResolved() {
    Tree object =
        only(
            """
            base: &base {a: 1, b: 2}
            more: &more {b: 9, c: 3}
            own:
              b: 5
              <<: [*base, *more]
            same: *base
            """);
    assertThat(object.at("own")).contains(Json.read("{\"b\":5,\"a\":1,\"c\":3}"));
    assertThat(object.at("same")).isEqualTo(object.at("base"));
  }

  @Test
  void lists_areTheirItems_withLinesOfTheirOwn() {
    List<Manifest> items =
        Manifests.parse(
            "f",
            """
            kind: List
            items:
            - kind: A
              spec: {x: [1, 2]}
            - kind: B
            """);
    assertThat(items)
        .extracting(item -> item.object().textOr("", "kind"))
        .containsExactly("A", "B");
    assertThat(items.get(0).at("spec.x[1].missing")).isEqualTo("f:4");
    assertThat(items.get(1).at("spec")).isEqualTo("f:5");
  }

  @Test
  void emptyDocuments_areLeftOut() {
    assertThat(Manifests.parse("f", "---\n# nothing\n---\na: 1\n---\n")).hasSize(1);
  }

  @Test
  void aliasesOfAliases_doNotFillMemory() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n");
    for (int i = 1; i < 8; i++) {
      bomb.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(7)));
    }
    assertThatThrownBy(() -> Manifests.parse("f", bomb.toString()))
        .isInstanceOf(ManifestException.class)
        .hasMessageStartingWith("f:");
  }

  @Test
  void objectInsideItself_isRefused() {
    assertThatThrownBy(() -> Manifests.parse("f", "a: &a\n  b: *a\n"))
        .isInstanceOf(ManifestException.class)
        .hasMessageStartingWith("f:");
  }

  @Test
  void written_canBeReadAgain() {
    Tree object =
        Tree.members()
            .put("number", "8080")
            .put("flag", "true")
            .put("count", 3)
            .put("dash", "-a=b,c")
            .put("empty", Tree.Obj.EMPTY)
            .build();
    assertThat(only(YamlText.of(object))).isEqualTo(object);
  }

  private static Tree only(String yaml) {
    List<Manifest> manifests = Manifests.parse("f", yaml);
    assertThat(manifests).hasSize(1);
    return manifests.getFirst().object();
  }
}
