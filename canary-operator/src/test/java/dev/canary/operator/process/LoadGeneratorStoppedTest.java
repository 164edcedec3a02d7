package dev.canary.operator.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.canary.testkit.cluster.load.LoadStream;
import org.junit.jupiter.api.Test;

/** A version that nobody uses cannot be judged, and what cannot be judged is not promoted. */
class LoadGeneratorStoppedTest {

  private static final String NO_VALUES =
      "Halt advancement no values found for istio metric request-success-rate probably"
          + " podinfo.test is not receiving traffic: running query failed: no values found";

  @Test
  void nobodySendsRequests_isRolledBack() {
    try (GuideCluster guide = GuideCluster.start(50)) {
      guide.cluster().apply(Canaries.podinfo());
      guide.awaitEvent("Initialization done! podinfo.test");
      LoadStream users = guide.cluster().traffic().users("http://app.example.com/", 5);
      guide.setImage("podinfo", "stefanprodan/podinfo:3.1.1");
      guide.awaitEvent("Advance podinfo.test canary weight 20");

      users.close();
      guide.awaitEvent("Canary failed!");
      guide.awaitPhase("podinfo", "Failed");

      assertThat(guide.warnings())
          .filteredOn(text -> !text.contains(" not ready: "))
          .containsExactly(
              NO_VALUES,
              NO_VALUES,
              NO_VALUES,
              "Rolling back podinfo.test failed checks threshold reached 3",
              "Canary failed! Scaling down podinfo.test");
      assertThat(guide.events()).noneMatch(text -> text.startsWith("Copying "));
    }
  }
}
