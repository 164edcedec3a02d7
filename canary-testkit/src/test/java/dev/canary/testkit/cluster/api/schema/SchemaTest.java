package dev.canary.testkit.cluster.api.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaTest {

  @Test
  void prune_unknownFields_areRemovedAndTold() {
    Schema schema =
        specOf(
            """
            {"type":"object","properties":{"a":{"type":"string"},
              "list":{"type":"array","items":{"type":"object","properties":{"k":{"type":"string"}}}},
              "map":{"type":"object","additionalProperties":{"type":"object","properties":{"v":{"type":"integer"}}}},
              "open":{"type":"object","x-kubernetes-preserve-unknown-fields":true,
                      "properties":{"typed":{"type":"object","properties":{}}}}}}""");
    List<String> unknown = new ArrayList<>();
    Tree pruned =
        schema.prune(
            object(
                """
                {"a":"1","b":2,"list":[{"k":"x","z":1}],"map":{"any":{"v":1,"w":2}},
                 "open":{"free":{"deep":1},"typed":{"gone":1}}}"""),
            unknown::add);

    assertThat(pruned.at("spec"))
        .contains(
            Json.read(
                """
                {"a":"1","list":[{"k":"x"}],"map":{"any":{"v":1}},
                 "open":{"free":{"deep":1},"typed":{}}}"""));
    assertThat(unknown)
        .containsExactly("spec.b", "spec.list[0].z", "spec.map.any.w", "spec.open.typed.gone");
  }

  @Test
  void prune_ofEveryObject_metadataStays() {
    Tree object = object("{}").with("x", "metadata", "labels", "l");

    assertThat(specOf("{\"type\":\"object\"}").prune(object, field -> {})).isEqualTo(object);
  }

  @Test
  void withDefaults_absentFields_areFilledDeeply() {
    Schema schema =
        specOf(
            """
            {"type":"object","properties":{
              "n":{"type":"integer","default":3},
              "s":{"type":"string","default":"d"},
              "o":{"type":"object","default":{},"properties":{"p":{"type":"string","default":"q"}}},
              "l":{"type":"array","items":{"type":"object","properties":{"e":{"type":"integer","default":1}}}}}}""");

    assertThat(schema.withDefaults(object("{\"s\":\"own\",\"n\":null,\"l\":[{}]}")).at("spec"))
        .contains(Json.read("{\"s\":\"own\",\"n\":3,\"o\":{\"p\":\"q\"},\"l\":[{\"e\":1}]}"));
  }

  @Test
  void withDefaults_nullableNull_staysNull() {
    Schema schema =
        specOf(
            """
            {"type":"object","properties":{"n":{"type":"integer","nullable":true,"default":3}}}""");
    Tree filled = schema.withDefaults(object("{\"n\":null}"));

    assertThat(filled.at("spec", "n")).contains(Tree.Null.NULL);
    assertThat(schema.problems(filled)).isEmpty();
  }

  @ParameterizedTest(name = "{0} against {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"type":"integer"}                          | 1        |
          {"type":"integer"}                          | 1.0      |
          {"type":"integer"}                          | 1.5      | must be of type integer
          {"type":"integer"}                          | "1"      | must be of type integer: "1"
          {"type":"string"}                           | 1        | must be of type string: 1
          {"type":"string"}                           | null     | must be of type string: null
          {"type":"boolean"}                          | true     |
          {"type":"array"}                            | {}       | must be of type array: "object"
          {"x-kubernetes-int-or-string":true}         | 80       |
          {"x-kubernetes-int-or-string":true}         | "http"   |
          {"x-kubernetes-int-or-string":true}         | true     | must be of type integer,string: true
          {"type":"string","enum":["a","b"]}          | "a"      |
          {"type":"string","enum":["a","b"]}          | "c"      | Unsupported value: "c": supported values: "a", "b"
          {"type":"string","pattern":"^[0-9]+s"}      | "10s"    |
          {"type":"string","pattern":"^[0-9]+s"}      | "s"      | should match '^[0-9]+s'
          {"type":"number","minimum":0,"maximum":100} | 100      |
          {"type":"number","minimum":0,"maximum":100} | 1000     | should be less than or equal to 100
          {"type":"number","minimum":0}               | -1       | should be greater than or equal to 0
          {"type":"number","minimum":0,"exclusiveMinimum":true} | 0 | should be greater than 0
          {"type":"number","multipleOf":5}            | 7        | should be a multiple of 5
          {"type":"string","minLength":2}             | "a"      | should be at least 2 chars long
          {"type":"string","maxLength":2}             | "abc"    | should be at most 2 chars long
          {"type":"array","minItems":1}               | []       | should have at least 1 items
          {"type":"array","maxItems":1}               | [1,2]    | should have at most 1 items
          {"type":"array","uniqueItems":true}         | [1,1]    | should not contain duplicates
          {"type":"object","maxProperties":0}         | {"a":1}  | should have at most 0 properties
          {"type":"object","required":["a"]}          | {}       | Required value
          {"type":"string","format":"date-time"}      | "now"    | should be of type date-time
          {"type":"string","format":"date-time"}      | "2026-01-02T03:04:05Z" |
          {"type":"string","format":"duration"}       | "1h30m"  |
          {"type":"string","format":"duration"}       | "1x"     | should be of type duration
          {"type":"string","format":"byte"}           | "YQ=="   |
          {"type":"string","format":"byte"}           | "%"      | should be of type byte
          {"type":"string","format":"ipv4"}           | "10.0.0" | should be of type ipv4
          {"type":"string","format":"nobody-knows"}   | "x"      |
          {"type":"integer","format":"int32"}         | 2147483648 | should be of type int32
          {"oneOf":[{"required":["a"]},{"required":["b"]}]} | {"a":1}       |
          {"oneOf":[{"required":["a"]},{"required":["b"]}]} | {"a":1,"b":1} | must validate one and only one schema (oneOf)
          {"anyOf":[{"required":["a"]},{"required":["b"]}]} | {"c":1}       | must validate at least one schema (anyOf)
          {"allOf":[{"required":["a"]},{"required":["b"]}]} | {"a":1}       | Required value
          {"not":{"required":["a"]}}                        | {"a":1}       | must not validate the schema (not)
          {"type":"array","items":{"type":"integer"}}       | [1,"x"]       | spec.v[1] in body must be of type integer
          """)
  void problems_namesTheBrokenRule(String schema, String value, String problem) {
    Schema held = specOf("{\"type\":\"object\",\"properties\":{\"v\":" + schema + "}}");
    List<String> problems =
        held.problems(object("{\"v\":" + value + "}")).stream()
            .map(cause -> cause.field() + ": " + cause.message())
            .toList();

    if (problem == null) {
      assertThat(problems).isEmpty();
    } else {
      assertThat(problems).singleElement().asString().startsWith("spec.v").contains(problem);
    }
  }

  @Test
  void problems_severalBrokenRules_allAreNamed() {
    Schema schema =
        specOf(
            """
            {"type":"object","required":["a"],"properties":{"b":{"type":"string"},"c":{"type":"integer"}}}""");

    assertThat(schema.problems(object("{\"b\":1,\"c\":\"x\"}")))
        .extracting(cause -> cause.field())
        .containsExactlyInAnyOrder("spec.a", "spec.b", "spec.c");
  }

  private static Schema specOf(String spec) {
    return Schema.compile(
        Json.read("{\"type\":\"object\",\"properties\":{\"spec\":" + spec + "}}"));
  }

  private static Tree object(String spec) {
    return Json.read(
        "{\"apiVersion\":\"v1\",\"kind\":\"K\",\"metadata\":{\"name\":\"n\"},\"spec\":"
            + spec
            + "}");
  }
}
