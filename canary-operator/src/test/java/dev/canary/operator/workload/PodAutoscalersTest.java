package dev.canary.operator.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import dev.canary.core.model.Part;
import dev.canary.core.port.PortUnavailable;
import dev.canary.core.port.PortUnavailable.Cause;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.fixture.Yaml;
import org.junit.jupiter.api.Test;

/** The primary's HorizontalPodAutoscaler (workload chapter, section 9.1). */
class PodAutoscalersTest {

  @Test
  void ensure_leavesAnExistingOneAsItIs() {
    Bed bed = Bed.fresh().bootstrap();
    bed.edit(Bed.SCALER, tree -> tree.with(9, "spec", "maxReplicas"));
    assertThat(bed.writes(() -> bed.workloads().ensure(bed.canary, bed.spec, Part.SCALER)))
        .isZero();
  }

  @Test
  void sync_bringsItUpToDate() {
    Bed bed = Bed.fresh().bootstrap();
    bed.edit(
        Bed.SCALER,
        tree ->
            tree.with(9, "spec", "maxReplicas")
                .with(8, "spec", "minReplicas")
                .with(Yaml.read("{scaleDown: {selectPolicy: Disabled}}"), "spec", "behavior")
                .with(Yaml.read("[{type: External}]"), "spec", "metrics")
                .with("new", "metadata", "labels", "label")
                .with("new", "metadata", "annotations", "annotation"));
    bed.edit(
        Bed.PRIMARY_SCALER,
        tree ->
            tree.with("wrong", "spec", "scaleTargetRef", "name")
                .with("cluster", "metadata", "labels", "added"));
    sync(bed);

    Tree primary = bed.tree(Bed.PRIMARY_SCALER);
    assertThat(primary.at("spec"))
        .hasValue(
            Yaml.read(
                """
                scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: podinfo-primary}
                minReplicas: 3
                maxReplicas: 9
                metrics: [{type: External}]
                behavior: {scaleDown: {selectPolicy: Disabled}}
                """));
    assertThat(primary.texts("metadata", "labels"))
        .isEqualTo(
            ImmutableMap.of("app", "podinfo", "team", "web", "label", "new", "added", "cluster"));
    assertThat(primary.at("metadata", "annotations")).isEmpty();
    assertThat(bed.writes(() -> sync(bed))).isZero();
  }

  @Test
  void sync_createsAMissingOne() {
    Bed bed = Bed.fresh();
    sync(bed);
    assertThat(bed.tree(Bed.PRIMARY_SCALER).whole("spec", "minReplicas")).hasValue(3);
  }

  @Test
  void sync_unsetLimitAndDefaultLimit_areTheSame() {
    Bed bed =
        Bed.with(Bed.base().autoscaled())
            .edit(Bed.SCALER, tree -> tree.without("spec", "minReplicas"))
            .bootstrap();
    bed.edit(Bed.PRIMARY_SCALER, tree -> tree.with(1, "spec", "minReplicas"));
    assertThat(bed.writes(() -> sync(bed))).isZero();
  }

  @Test
  void missingScalerOfTheTarget_isAMissingReference() {
    Bed bed = Bed.fresh();
    bed.store.remove(Bed.SCALER);

    assertThatThrownBy(() -> bed.workloads().ensure(bed.canary, bed.spec, Part.SCALER))
        .isInstanceOfSatisfying(
            PortUnavailable.class, e -> assertThat(e.reason()).isEqualTo(Cause.MISSING_REFERENCE))
        .hasMessage(
            "HorizontalPodAutoscaler podinfo.test get query error:"
                + " horizontalpodautoscalers.autoscaling \"podinfo\" not found");
  }

  @Test
  void scalerOfSomebodyElse_isRefused() {
    Bed bed = Bed.fresh().bootstrap();
    bed.edit(
        Bed.PRIMARY_SCALER, tree -> tree.with("other", "metadata", "ownerReferences", "0", "name"));
    assertThatThrownBy(() -> sync(bed))
        .hasMessageContaining(
            "HorizontalPodAutoscaler podinfo-primary.test is controlled by Canary other");
  }

  @Test
  void pauseAndResume_writeNothing() {
    Bed bed = Bed.fresh().bootstrap();
    assertThat(
            bed.writes(
                () -> {
                  bed.workloads().pauseScaler(bed.canary, bed.spec);
                  bed.workloads().resumeScaler(bed.canary, bed.spec);
                }))
        .isZero();
  }

  @Test
  void withoutAutoscaler_nothingIsDone() {
    Bed bed = Bed.unscaled().bootstrap();
    assertThat(bed.writes(() -> sync(bed))).isZero();
    assertThat(bed.store.objects()).doesNotContainKey(Bed.PRIMARY_SCALER);
  }

  private static void sync(Bed bed) {
    bed.workloads().syncScaler(bed.canary, bed.spec);
  }
}
