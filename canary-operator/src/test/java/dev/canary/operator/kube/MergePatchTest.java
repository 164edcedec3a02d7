package dev.canary.operator.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.canary.core.tree.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergePatchTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":1,\"b\":2} | {\"a\":1,\"b\":3} | {\"b\":3}",
        "{\"a\":1} | {} | {\"a\":null}",
        "{} | {\"a\":{}} | {\"a\":{}}",
        "{\"a\":{\"b\":1,\"c\":2}} | {\"a\":{\"b\":1}} | {\"a\":{\"c\":null}}",
        "{\"a\":[1,2]} | {\"a\":[1,3]} | {\"a\":[1,3]}",
        "{\"a\":{\"b\":1}} | {\"a\":\"x\"} | {\"a\":\"x\"}",
        "{\"a\":\"x\"} | {\"a\":{\"b\":1}} | {\"a\":{\"b\":1}}",
      })
  void patch_saysWhatDiffers(String seen, String wanted, String patch) {
    assertThat(MergePatch.between(Json.read(seen), Json.read(wanted))).contains(Json.read(patch));
  }

  @Test
  void equalTrees_areNoPatch() {
    assertThat(
            MergePatch.between(
                Json.read("{\"a\":{\"b\":[1]},\"c\":2}"), Json.read("{\"c\":2,\"a\":{\"b\":[1]}}")))
        .isEmpty();
  }
}
