package dev.canary.operator.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.canary.core.model.Part;
import dev.canary.core.model.WorkloadView;
import dev.canary.core.port.Conflict;
import dev.canary.core.port.PortUnavailable;
import dev.canary.core.tree.Tree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scaling the target to zero, up and back (workload chapter, sections 4.4 and 12). */
class TargetScaleTest {

  @Test
  void scaleToZero_changesNothingElseAndIsRepeatable() {
    Bed bed = Bed.fresh().bootstrap();
    Tree before = bed.tree(Bed.TARGET);
    WorkloadView seen = bed.observe();
    bed.workloads().scaleToZero(bed.canary, bed.spec, seen);

    assertThat(before.diff(bed.tree(Bed.TARGET)))
        .extracting(change -> String.join(".", change.path()))
        .containsExactlyInAnyOrder("spec.replicas", "metadata.generation");
    assertThat(replicas(bed)).isZero();
    assertThat(bed.writes(() -> bed.workloads().scaleToZero(bed.canary, bed.spec, seen))).isZero();
  }

  @Test
  void scaleToZero_afterTheSpecificationMoved_isAConflict() {
    Bed bed = Bed.fresh().bootstrap();
    WorkloadView seen = bed.observe();
    bed.push("ghcr.io/stefanprodan/podinfo:6.0.1");

    assertThatThrownBy(() -> bed.workloads().scaleToZero(bed.canary, bed.spec, seen))
        .isInstanceOf(Conflict.class)
        .hasMessageStartingWith(
            "scaling down canary Deployment podinfo.test failed: deployment podinfo.test changed");
    assertThat(replicas(bed)).isEqualTo(2);
  }

  /** A leader that sleeps while its successor retires the target and starts another run. */
  @Test
  void scaleToZero_afterThereAndBack_isAConflict() {
    Bed bed = Bed.fresh().bootstrap();
    WorkloadView seen = bed.observe();
    scaleTo(bed, 0);
    scaleTo(bed, 2);

    assertThatThrownBy(() -> bed.workloads().scaleToZero(bed.canary, bed.spec, seen))
        .isInstanceOf(Conflict.class);
  }

  @Test
  void scaleToZero_afterTheStatusMoved_isDone() {
    Bed bed = Bed.fresh().bootstrap();
    WorkloadView seen = bed.observe();
    bed.edit(Bed.TARGET, tree -> tree.with(1, "status", "availableReplicas"));
    bed.workloads().scaleToZero(bed.canary, bed.spec, seen);

    assertThat(replicas(bed)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "4, 4", // the autoscaler's least
    "1, 1", "0, 1",
  })
  void scaleUp_withAutoscaler_asksItsLeast(int least, int wanted) {
    Bed bed = Bed.fresh().bootstrap();
    bed.edit(Bed.SCALER, tree -> tree.with(least, "spec", "minReplicas"));
    scaleTo(bed, 0);
    bed.workloads().scaleUp(bed.canary, bed.spec, bed.observe());

    assertThat(replicas(bed)).isEqualTo(wanted);
  }

  @Test
  void scaleUp_autoscalerIsGone_takesOne() {
    Bed bed = Bed.fresh().bootstrap();
    bed.store.remove(Bed.SCALER);
    scaleTo(bed, 0);
    bed.workloads().scaleUp(bed.canary, bed.spec, bed.observe());

    assertThat(replicas(bed)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"3, 3", "0, 1"})
  void scaleUp_withoutAutoscaler_takesThePrimarys(int primary, int wanted) {
    Bed bed = Bed.unscaled().bootstrap();
    bed.edit(Bed.PRIMARY, tree -> tree.with(primary, "spec", "replicas"));
    scaleTo(bed, 0);
    bed.workloads().scaleUp(bed.canary, bed.spec, bed.observe());

    assertThat(replicas(bed)).isEqualTo(wanted);
  }

  @Test
  void scaleUp_withoutAutoscalerAndPrimary_isAnError() {
    Bed bed = Bed.unscaled();
    scaleTo(bed, 0);

    assertThatThrownBy(() -> bed.workloads().scaleUp(bed.canary, bed.spec, bed.observe()))
        .isInstanceOf(PortUnavailable.class)
        .hasMessage(
            "deployment podinfo-primary.test get query error: deployments.apps"
                + " \"podinfo-primary\" not found");
  }

  @Test
  void scaleUp_targetWithReplicas_isLeftAlone() {
    Bed bed = Bed.fresh().bootstrap();
    WorkloadView seen = bed.observe();
    scaleTo(bed, 7);

    assertThat(bed.writes(() -> bed.workloads().scaleUp(bed.canary, bed.spec, seen))).isZero();
  }

  @Test
  void scaleUp_afterTheSpecificationMoved_isAConflict() {
    Bed bed = Bed.fresh().bootstrap();
    scaleTo(bed, 0);
    WorkloadView seen = bed.observe();
    bed.push("ghcr.io/stefanprodan/podinfo:6.0.1");

    assertThatThrownBy(() -> bed.workloads().scaleUp(bed.canary, bed.spec, seen))
        .isInstanceOf(Conflict.class);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // target, primary, target after release
        "0, 3, 3",
        "5, 3, 3",
        "0, 0, 1",
        "0, -, 2", // the autoscaler's least
        "5, -, 5",
      })
  void release_givesTheTargetThePrimarysScale(int target, Integer primary, int wanted) {
    Bed bed = Bed.fresh().bootstrap();
    scaleTo(bed, target);
    if (primary == null) {
      bed.store.remove(Bed.PRIMARY);
    } else {
      bed.edit(Bed.PRIMARY, tree -> tree.with(primary, "spec", "replicas"));
    }
    release(bed);

    assertThat(replicas(bed)).isEqualTo(wanted);
    assertThat(bed.writes(() -> release(bed))).isZero();
  }

  @Test
  void release_withoutPrimaryAndAutoscaler_takesOne() {
    Bed bed = Bed.unscaled();
    scaleTo(bed, 0);
    release(bed);
    assertThat(replicas(bed)).isEqualTo(1);
  }

  @Test
  void release_targetThatIsGone_isDone() {
    Bed bed = Bed.fresh().bootstrap();
    bed.store.remove(Bed.TARGET);
    assertThat(bed.writes(() -> release(bed))).isZero();
  }

  private static void release(Bed bed) {
    bed.workloads().release(bed.canary, bed.spec, Part.TARGET);
  }

  private static void scaleTo(Bed bed, int replicas) {
    bed.edit(Bed.TARGET, tree -> tree.with(replicas, "spec", "replicas"));
  }

  private static long replicas(Bed bed) {
    return bed.tree(Bed.TARGET).wholeOr(-1, "spec", "replicas");
  }
}
