package dev.canary.core.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "true",
        "1.0",
        "-0",
        "1e+06",
        "123456789012345678901234567890",
        "\"\"",
        "[]",
        "{}",
        "{\"b\":1,\"a\":[true,{\"c\":null}]}",
        "\"\\\"\\\\\\n\\r\\t\\u0001é𝄞\"",
      })
  void whatIsWrittenCompactly_isReadAndWrittenUnchanged(String json) {
    assertThat(Json.write(Json.read(json))).isEqualTo(json);
  }

  @Test
  void whiteSpaceAndEscapes_areUnderstood() {
    assertThat(Json.read(" { \"a\" : [ 1 , \"\\u0041\\/\\b\\f\" ] }\n"))
        .isEqualTo(Tree.members().put("a", Tree.array(Tree.of(1), Tree.of("A/\b\f"))).build());
  }

  @Test
  void loneSurrogate_isWrittenAsEscape() {
    assertThat(Json.write(Tree.of("\ud800x"))).isEqualTo("\"\\ud800x\"");
    assertThat(Json.write(Tree.of("x\udc00"))).isEqualTo("\"x\\udc00\"");
  }

  @Test
  void canonicalForm_sortsMembersAtEveryLevel() {
    Tree tree = Json.read("{\"b\":{\"d\":1,\"c\":2},\"a\":[{\"f\":1,\"e\":2}]}");

    assertThat(Json.canonical(tree))
        .isEqualTo("{\"a\":[{\"e\":2,\"f\":1}],\"b\":{\"c\":2,\"d\":1}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a":1,}      | expected '"' but found '}' at line 1, column 8
          {"a":1,"a":2} | member "a" stands twice at line 1, column 13
          [1 2]         | expected ',' but found '2' at line 1, column 4
          01            | unexpected '1' after the value at line 1, column 2
          tru           | unexpected 't' at line 1, column 1
          "abc          | unexpected end at line 1, column 5
          "\\x"         | unknown escape '\\x' at line 1, column 4
          "\\u00g0"     | bad hexadecimal digit 'g' at line 1, column 6
          +1            | unexpected '+' at line 1, column 1
          """)
  void whatIsNotJson_isRefusedWithItsPlace(String text, String message) {
    assertThatThrownBy(() -> Json.read(text)).isInstanceOf(JsonException.class).hasMessage(message);
  }

  @Test
  void errorOnALaterLine_namesThatLine() {
    assertThatThrownBy(() -> Json.read("{\n  \"a\": nope\n}"))
        .hasMessage("unexpected 'n' at line 2, column 8");
  }

  @Test
  void deepNesting_isRefused() {
    assertThat(Json.read("[".repeat(200) + "]".repeat(200))).isInstanceOf(Tree.Arr.class);
    assertThatThrownBy(() -> Json.read("[".repeat(201) + "]".repeat(201)))
        .hasMessageContaining("deeper than 200 levels");
  }
}
