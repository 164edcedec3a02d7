package dev.canary.testkit.cluster.api.patch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.canary.core.tree.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergePatchTest {

  /** The test cases of RFC 7386, appendix A, that are objects. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a":"b"}           | {"a":"c"}                   | {"a":"c"}
          {"a":"b"}           | {"b":"c"}                   | {"a":"b","b":"c"}
          {"a":"b"}           | {"a":null}                  | {}
          {"a":"b","b":"c"}   | {"a":null}                  | {"b":"c"}
          {"a":["b"]}         | {"a":"c"}                   | {"a":"c"}
          {"a":"c"}           | {"a":["b"]}                 | {"a":["b"]}
          {"a":{"b":"c"}}     | {"a":{"b":"d","c":null}}    | {"a":{"b":"d"}}
          {"a":[{"b":"c"}]}   | {"a":[1]}                   | {"a":[1]}
          {"e":null}          | {"a":1}                     | {"e":null,"a":1}
          {}                  | {"a":{"bb":{"ccc":null}}}   | {"a":{"bb":{}}}
          """)
  void apply_patch_givesTheResult(String target, String patch, String result) {
    assertThat(MergePatch.apply(Json.read(target), Json.read(patch))).isEqualTo(Json.read(result));
  }
}
