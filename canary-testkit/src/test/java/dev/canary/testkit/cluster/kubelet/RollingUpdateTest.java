package dev.canary.testkit.cluster.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.Manifests;
import dev.canary.testkit.cluster.kubelet.RollingUpdate.Pods;
import dev.canary.testkit.cluster.kubelet.RollingUpdate.Wanted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RollingUpdateTest {

  /** The columns of pods are all and available ones. */
  @ParameterizedTest
  @CsvSource({
    "4, 1, 1, 0, 0, 4, 4, 1, 3", // begins: one more, one less
    "4, 1, 1, 2, 0, 3, 3, 2, 3", // waits: nothing new is ready yet
    "4, 1, 1, 2, 2, 3, 3, 2, 1", // goes on as new ones are ready
    "4, 1, 1, 4, 4, 1, 1, 4, 0", // ends
    "2, 1, 0, 0, 0, 2, 2, 1, 2", // never below the desired number
    "2, 1, 0, 1, 1, 2, 2, 1, 1",
    "2, 1, 1, 2, 0, 2, 0, 2, 1", // old pods that are not ready go first
    "0, 0, 1, 3, 3, 2, 2, 0, 0", // scaled to nothing
    "3, 1, 1, 5, 5, 0, 0, 3, 0" // scaled down
  })
  void next_growsAndShrinksByTheStrategy(
      long desired,
      long surge,
      long unavailable,
      long fresh,
      long freshReady,
      long old,
      long oldReady,
      long wantedFresh,
      long wantedOld) {
    RollingUpdate update = new RollingUpdate(desired, surge, unavailable, false);
    assertThat(update.next(new Pods(fresh, freshReady), new Pods(old, oldReady)))
        .isEqualTo(new Wanted(wantedFresh, wantedOld));
  }

  @ParameterizedTest
  @CsvSource({"25%, 25%, 5, 2, 1", "50%, 0, 3, 2, 0", "0, 0%, 3, 0, 1", "2, 1, 3, 2, 1"})
  void shares_areRoundedUpForSurgeAndDownForUnavailable(
      String surge, String unavailable, long replicas, long wantedSurge, long wantedUnavailable) {
    Tree deployment =
        Manifests.read(
                "spec: {replicas: %d, strategy: {rollingUpdate: {maxSurge: %s, maxUnavailable: %s}}}"
                    .formatted(replicas, surge, unavailable))
            .getFirst();
    assertThat(RollingUpdate.of(deployment))
        .isEqualTo(new RollingUpdate(replicas, wantedSurge, wantedUnavailable, false));
  }

  @Test
  void recreate_startsNothingWhileOldPodsAreThere() {
    RollingUpdate update = new RollingUpdate(2, 1, 0, true);
    assertThat(update.next(new Pods(0, 0), new Pods(2, 2))).isEqualTo(new Wanted(0, 0));
    assertThat(update.next(new Pods(0, 0), new Pods(0, 0))).isEqualTo(new Wanted(2, 0));
  }
}
