package dev.canary.testkit.cluster.api.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VersionOrderTest {

  /** The example of the Kubernetes documentation of CRD versions. */
  @Test
  void preferredFirst_sortsByStabilityThenNumber() {
    assertThat(
            Stream.of(
                    "foo1",
                    "v1",
                    "v10",
                    "v11alpha2",
                    "v11beta2",
                    "v12alpha1",
                    "v2",
                    "v3beta1",
                    "v10beta3",
                    "foo10")
                .sorted(VersionOrder.PREFERRED_FIRST))
        .containsExactly(
            "v10",
            "v2",
            "v1",
            "v11beta2",
            "v10beta3",
            "v3beta1",
            "v12alpha1",
            "v11alpha2",
            "foo1",
            "foo10");
  }
}
