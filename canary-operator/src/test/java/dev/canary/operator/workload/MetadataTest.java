package dev.canary.operator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The filters of the workload chapter, section 1.2. */
class MetadataTest {

  private static final ImmutableMap<String, String> ALL =
      ImmutableMap.of(
          "app", "podinfo",
          "team", "web",
          "app.kubernetes.io/managed-by", "Helm",
          "kustomize.toolkit.fluxcd.io/name", "apps",
          "x.toolkit.fluxcd.io.y", "z");

  @Test
  void dropped_leavesFluxsOwnKeysOut() {
    assertThat(Metadata.dropped(ALL))
        .containsOnlyKeys("app", "team", "app.kubernetes.io/managed-by");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''             | ''
          'team'         | team
          'app'          | app app.kubernetes.io/managed-by
          'app,team'     | app team app.kubernetes.io/managed-by
          ' app , team ' | app team app.kubernetes.io/managed-by
          '*'            | app team app.kubernetes.io/managed-by
          ',,'           | ''
          'kustomize'    | ''
          """)
  void prefixed_keepsWhatIsAskedFor(String flag, String kept) {
    var settings = WorkloadSettings.parse("app", flag, true);
    assertThat(String.join(" ", Metadata.prefixed(ALL, settings.includeLabelPrefix()).keySet()))
        .isEqualTo(kept);
  }

  @Test
  void primary_setsItsKey() {
    assertThat(Metadata.primary(ALL, "app", "podinfo-primary"))
        .isEqualTo(
            ImmutableMap.of(
                "app", "podinfo-primary", "team", "web", "app.kubernetes.io/managed-by", "Helm"));
  }
}
