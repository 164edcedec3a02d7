package dev.canary.testkit.cluster.api.protobuf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.canary.core.tree.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ProtobufTest {

  /**
   * Namespace "test" with label a=b and an empty generateName, in an envelope of type v1 Namespace.
   */
  private static final byte[] NAMESPACE =
      HexFormat.of()
          .parseHex(
              "6b387300" // magic
                  + "0a0f"
                  + "0a027631"
                  + "1209"
                  + hex("Namespace") // type
                  + "1212"
                  + "0a10"
                  + "0a04"
                  + hex("test")
                  + "1200" // no generateName
                  + "5a06"
                  + "0a0161"
                  + "120162" // raw
                  + "1a00"
                  + "2200"); // encoding and content type

  @Test
  void read_namespace_givesNameAndLabels() {
    assertThat(Protobuf.read(NAMESPACE))
        .contains(
            Json.read(
                """
                {"apiVersion":"v1","kind":"Namespace",
                 "metadata":{"name":"test","labels":{"a":"b"}}}"""));
  }

  @Test
  void read_cutShort_isEmpty() {
    assertThat(Protobuf.read(Arrays.copyOf(NAMESPACE, 30))).isEmpty();
    assertThat(Protobuf.read(new byte[] {1, 2, 3})).isEmpty();
  }

  @Test
  void read_unknownKind_isEmpty() {
    byte[] pod =
        HexFormat.of().parseHex("6b387300" + "0a09" + "0a027631" + "1203" + hex("Pod") + "1200");

    assertThat(Protobuf.read(pod)).isEmpty();
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
  }
}
