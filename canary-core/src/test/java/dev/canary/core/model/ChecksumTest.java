package dev.canary.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The vectors of the state machine chapter (10.3) and of the objects chapter (5.4). */
class ChecksumTest {

  @Test
  void checksums_equalTheReferenceVectors() {
    assertThat(
            Checksum.of(
                Optional.of(ImmutableMap.of("test-config-map", "484637c76acaa7c6")), "4cb74184589"))
        .isEqualTo("569bdb7cb9");
    assertThat(Checksum.of(Optional.empty(), "4cb74184589")).isEqualTo("7c9d467496");
    assertThat(Checksum.of(Optional.of(ImmutableMap.of()), "")).isEqualTo("68bf6f479b");
    assertThat(
            Checksum.of(
                Optional.of(
                    ImmutableMap.of(
                        "secret/podinfo-tls", "9fc3a7c76acaa7c6",
                        "configmap/podinfo-config", "484637c76acaa7c6")),
                "5f56684589"))
        .isEqualTo("d9fd45fb8");
    assertThat(
            Checksum.of(
                Optional.of(
                    ImmutableMap.of(
                        "configmap/podinfo-config", "afdde57ddfc69fd2",
                        "secret/podinfo-tls", "6010bdf95cfd9d10")),
                "5498f4fcd6"))
        .isEqualTo("57578958cd");
  }

  @Test
  void aRevision_givesTheChecksumOfItsHashAndConfigs() {
    assertThat(Checksum.of(Optional.empty())).isEqualTo(Checksum.of(Optional.empty(), ""));
    assertThat(Checksum.of(Optional.of(Revision.ofHash("5498f4fcd6")))).isEqualTo("5b4f9f8976");
  }
}
