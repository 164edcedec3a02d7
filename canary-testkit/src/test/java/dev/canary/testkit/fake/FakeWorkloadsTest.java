package dev.canary.testkit.fake;

import static dev.canary.testkit.fixture.Canaries.aCanary;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.canary.core.model.Canary;
import dev.canary.core.model.CanaryKey;
import dev.canary.core.model.CanarySpec;
import dev.canary.core.model.Readiness;
import dev.canary.core.model.Revision;
import dev.canary.core.model.WorkloadView;
import dev.canary.core.port.Conflict;
import dev.canary.core.port.Part;
import dev.canary.core.port.PortUnavailable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FakeWorkloadsTest {

  private final Canary canary = aCanary().autoscaled().build();
  private final CanarySpec spec = aCanary().autoscaled().spec();
  private final CanaryKey key = canary.key();
  private final FakeWorkloads workloads = new FakeWorkloads();

  @BeforeEach
  void deployAndPrepare() {
    workloads.deployed(key, "v1");
    workloads.ensure(canary, spec, Part.PRIMARY);
  }

  @Test
  void observe_noTarget_isMissing() {
    assertThatExceptionOfType(PortUnavailable.class)
        .isThrownBy(() -> new FakeWorkloads().observe(canary, spec));
  }

  @Test
  void deploy_otherTemplate_movesTheGenerationAndLeavesThePrimaryBehind() {
    Revision before = workloads.live(key);

    Revision after = workloads.deploy(key, "v2");

    assertThat(after.generation()).isEqualTo(before.generation() + 1);
    assertThat(view().primaryRuns(after)).isFalse();
    assertThat(view().primaryRuns(before)).isTrue();
    assertThat(workloads.deploy(key, "v2")).isSameAs(after);
  }

  @Test
  void syncPrimary_twice_rollsOnce() {
    Revision v2 = workloads.deploy(key, "v2");

    workloads.syncPrimary(canary, spec, view(), v2);
    workloads.syncPrimary(canary, spec, view(), v2);

    assertThat(workloads.primaryRollouts(key)).isEqualTo(2);
    assertThat(workloads.primary(key)).contains(v2);
  }

  @Test
  void syncPrimary_targetIsAnotherRevision_isConflictAndKeepsThePrimary() {
    Revision v2 = workloads.deploy(key, "v2");
    workloads.deploy(key, "v3");
    WorkloadView seen = view();

    assertThatExceptionOfType(Conflict.class)
        .isThrownBy(() -> workloads.syncPrimary(canary, spec, seen, v2));

    assertThat(workloads.primaryRollouts(key)).isEqualTo(1);
  }

  @Test
  void writes_onAnOldView_areConflicts() {
    WorkloadView seen = view();
    workloads.touch(key);

    assertThatExceptionOfType(Conflict.class)
        .isThrownBy(() -> workloads.syncPrimary(canary, spec, seen, workloads.live(key)));
    assertThatExceptionOfType(Conflict.class)
        .isThrownBy(() -> workloads.scaleToZero(canary, spec, seen));
    assertThat(workloads.scales()).isEmpty();
    assertThat(workloads.replicas(key)).isEqualTo(2);
  }

  @Test
  void scale_isRecordedOnlyWhenItChangesSomething() {
    workloads.scaleToZero(canary, spec, view());
    workloads.scaleToZero(canary, spec, view());
    workloads.scaleUp(canary, spec, view());

    assertThat(workloads.scales()).extracting(FakeWorkloads.Scaled::replicas).containsExactly(0, 2);
  }

  @Test
  void readyAfter_counts_observations() {
    workloads.scaleToZero(canary, spec, view());
    workloads.readyAfter(key, 2);
    workloads.scaleUp(canary, spec, view());

    assertThat(view().target().isReady()).isFalse();
    assertThat(view().target().isReady()).isTrue();
  }

  @Test
  void readiness_isWhatTheTestSays() {
    workloads.readiness(key, Readiness.stuck("crash"), Readiness.ready());

    assertThat(view().target().isStuck()).isTrue();
    assertThat(view().primary().orElseThrow().readiness().isReady()).isTrue();
  }

  @Test
  void scaler_isPausedOnlyIfThereIsOne() {
    workloads.pauseScaler(canary, aCanary().spec());
    assertThat(workloads.scalerPaused(key)).isFalse();
    workloads.pauseScaler(canary, spec);
    assertThat(workloads.scalerPaused(key)).isTrue();
    workloads.resumeScaler(canary, spec);
    assertThat(workloads.scalerPaused(key)).isFalse();
  }

  private WorkloadView view() {
    return workloads.observe(canary, spec);
  }
}
