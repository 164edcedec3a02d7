package dev.canary.operator.workload;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.canary.core.model.CanarySpec;
import dev.canary.core.model.ObjectRef;
import dev.canary.core.model.Part;
import dev.canary.core.port.SpecError;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KubernetesWorkloadsTest {

  @ParameterizedTest
  @ValueSource(strings = {"DaemonSet", "Service", "StatefulSet"})
  void otherKindsOfTargets_areRefused(String kind) {
    Bed bed = Bed.fresh();
    bed.spec = with(bed.spec, new ObjectRef("apps/v1", kind, "podinfo"), bed.spec.scaler());

    assertThatThrownBy(bed::observe)
        .isInstanceOf(SpecError.class)
        .hasMessage(
            "targetRef.kind %s of podinfo is not supported; supported kinds: Deployment"
                .formatted(kind));
  }

  @Test
  void otherKindsOfScalers_areRefusedBeforeAnythingIsDone() {
    Bed bed = Bed.fresh();
    bed.spec =
        with(
            bed.spec,
            bed.spec.target(),
            Optional.of(new ObjectRef("keda.sh/v1alpha1", "ScaledObject", "podinfo-so")));
    String text =
        "autoscalerRef.kind ScaledObject of podinfo-so is not supported; supported kinds:"
            + " HorizontalPodAutoscaler";

    assertThatThrownBy(bed::observe).isInstanceOf(SpecError.class).hasMessage(text);
    assertThatThrownBy(() -> bed.workloads().pauseScaler(bed.canary, bed.spec)).hasMessage(text);
    assertThatThrownBy(() -> bed.workloads().ensure(bed.canary, bed.spec, Part.SCALER))
        .hasMessage(text);
  }

  private static CanarySpec with(CanarySpec spec, ObjectRef target, Optional<ObjectRef> scaler) {
    return new CanarySpec(
        spec.provider(),
        target,
        scaler,
        spec.apex(),
        spec.progressDeadline(),
        spec.skipAnalysis(),
        spec.revertOnDeletion(),
        spec.suspend(),
        spec.analysis(),
        spec.tree());
  }
}
