package dev.canary.operator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.canary.core.tree.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Vectors of the workload chapter, section 8.3. */
class ConfigChecksumTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {"data":{"color":"red"}}                                   | 241889ca0604e333
          {"data":{"apiKey":"dGVzdA==","username":"dGVzdA=="}}       | a55ffd9095ef2828
          {"data":{"username":"dGVzdA==","apiKey":"dGVzdA=="}}       | a55ffd9095ef2828
          {"data":{"token":"czNjcjN0"}}                              | 6010bdf95cfd9d10
          {"data":{"page.html":"<b>a & b</b>"}}                      | 0c2635247e611ebc
          {"data":{}}                                                | 74234e98afe7498f
          {}                                                         | 74234e98afe7498f
          """)
  void checksum_isTheReferences(String config, String checksum) {
    assertThat(ConfigChecksum.of(Json.read(config))).isEqualTo(checksum);
    assertThat(ConfigChecksum.ofDataAlone(Json.read(config))).isEqualTo(checksum);
  }

  @Test
  void everyEscape_isTheReferences() {
    // Slash, accented letter and DEL stay as they are; computed with an independent implementation.
    String data = "{\"data\":{\"k\":\"\\\"\\\\\\n\\r\\t\\b\\f\\u0001<>&\\u2028\\u2029/é\\u007f\"}}";
    assertThat(ConfigChecksum.of(Json.read(data))).isEqualTo("44b6fff0e2d41de3");
  }

  @Test
  void binaryData_countsForUsButNotForTheReference() {
    var text = Json.read("{\"data\":{\"color\":\"red\"}}");
    var both = Json.read("{\"data\":{\"color\":\"red\"},\"binaryData\":{\"logo\":\"AAEC\"}}");

    assertThat(ConfigChecksum.of(both)).isNotEqualTo(ConfigChecksum.of(text)).hasSize(16);
    assertThat(ConfigChecksum.ofDataAlone(both)).isEqualTo("241889ca0604e333");
  }
}
