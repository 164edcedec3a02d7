package dev.canary.testkit.cluster.api.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.canary.core.tree.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonPatchTest {

  /** Most rows are examples of RFC 6902, appendix A. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a":1}          | [{"op":"add","path":"/b","value":2}]                          | {"a":1,"b":2}
          {"a":[1,3]}      | [{"op":"add","path":"/a/1","value":2}]                        | {"a":[1,2,3]}
          {"a":[1]}        | [{"op":"add","path":"/a/-","value":2}]                        | {"a":[1,2]}
          {"a":1}          | [{"op":"add","path":"","value":{"b":2}}]                      | {"b":2}
          {"a":1,"b":2}    | [{"op":"remove","path":"/a"}]                                 | {"b":2}
          {"a":[1,2,3]}    | [{"op":"remove","path":"/a/1"}]                               | {"a":[1,3]}
          {"a":1}          | [{"op":"replace","path":"/a","value":null}]                   | {"a":null}
          {"a":{"b":1}}    | [{"op":"move","from":"/a/b","path":"/c"}]                     | {"a":{},"c":1}
          {"a":[1,2,3]}    | [{"op":"move","from":"/a/0","path":"/a/2"}]                   | {"a":[2,3,1]}
          {"a":1}          | [{"op":"copy","from":"/a","path":"/b"}]                       | {"a":1,"b":1}
          {"a":1}          | [{"op":"test","path":"/a","value":1}]                         | {"a":1}
          {"x/y":{"~":1}}  | [{"op":"replace","path":"/x~1y/~0","value":2}]                | {"x/y":{"~":2}}
          {}               | [{"op":"add","path":"/a","value":{}},{"op":"add","path":"/a/b","value":1}] | {"a":{"b":1}}
          """)
  void apply_patch_givesTheResult(String target, String patch, String result) {
    assertThat(JsonPatch.apply(Json.read(target), Json.read(patch))).isEqualTo(Json.read(result));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a":1}   | [{"op":"test","path":"/a","value":2}]     | false | test of /a failed: expected 2, found 1
          {"a":1}   | [{"op":"test","path":"/b","value":2}]     | false | found nothing
          {"a":1}   | [{"op":"remove","path":"/b"}]             | false | path /b does not exist
          {"a":1}   | [{"op":"replace","path":"/b","value":1}]  | false | path /b does not exist
          {"a":1}   | [{"op":"add","path":"/b/c","value":1}]    | false | path /b/c does not exist
          {"a":[1]} | [{"op":"add","path":"/a/2","value":1}]    | false | path /a/2 does not exist
          {"a":1}   | [{"op":"jump","path":"/a"}]               | true  | unknown operation "jump"
          {"a":1}   | [{"op":"add","path":"/a"}]                | true  | operation without value
          {"a":1}   | [{"op":"add","path":"a","value":1}]       | true  | must start with '/'
          {"a":1}   | {"op":"add"}                              | true  | must be an array
          """)
  void apply_unfitPatch_isRefusedWithTheReason(
      String target, String patch, boolean malformed, String reason) {
    PatchException refused =
        catchThrowableOfType(
            PatchException.class, () -> JsonPatch.apply(Json.read(target), Json.read(patch)));

    assertThat(refused.message()).contains(reason);
    assertThat(refused.malformed()).isEqualTo(malformed);
  }
}
