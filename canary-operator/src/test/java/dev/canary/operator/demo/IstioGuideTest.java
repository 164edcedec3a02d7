package dev.canary.operator.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The Istio guide as a user plays it: the real operator, real requests, exit codes and output. */
class IstioGuideTest {

  private static final String SPEED = "60";

  /** Trace 15.1 of the state machine's chapter, with the guide's acceptance test. */
  private static final ImmutableList<String> PROMOTION =
      ImmutableList.of(
          "N New revision detected! Scaling up podinfo.test",
          "N Starting canary analysis for podinfo.test",
          "N Pre-rollout check acceptance-test passed",
          "N Advance podinfo.test canary weight 10",
          "N Advance podinfo.test canary weight 20",
          "N Advance podinfo.test canary weight 30",
          "N Advance podinfo.test canary weight 40",
          "N Advance podinfo.test canary weight 50",
          "N Copying podinfo.test template spec to podinfo-primary.test",
          "N Routing all traffic to primary",
          "N Promotion completed! Scaling down podinfo.test");

  @Test
  void newImage_isPromotedStepByStep() {
    Played demo = Played.with("--speed", SPEED);

    assertThat(demo.rollout()).isEqualTo(PROMOTION);
    assertThat(demo.exitCode()).isZero();
    assertThat(demo.events())
        .filteredOn(event -> !PROMOTION.contains(event))
        .containsOnly(
            "N all the metrics providers are available!", "N Initialization done! podinfo.test");
    assertThat(demo.table()).hasSize(2);
    assertThat(demo.table().get(0)).isEqualTo("NAME STATUS WEIGHT LASTTRANSITIONTIME");
    assertThat(demo.table().get(1)).startsWith("podinfo Succeeded 0 ");
    assertThat(demo.output()).containsPattern("version of podinfo: \\{3.1.0=[1-9].*3.1.1=[1-9]");
  }

  @Test
  void errors_areRolledBackBecauseOfTheSuccessRate() {
    Played demo = Played.with("--speed", SPEED, "--fault", "errors");

    assertRolledBack(demo, "W Halt podinfo.test advancement success rate [0-9.]+% < 99%");
  }

  @Test
  void latency_isRolledBackBecauseOfTheRequestDuration() {
    Played demo = Played.with("--speed", SPEED, "--fault", "latency");

    assertRolledBack(demo, "W Halt podinfo.test advancement request duration [0-9.]+m?s > 500ms");
  }

  /**
   * The threshold of five failed checks is reached by this metric. On a machine that stalls, a
   * check may find that no request was answered in its minute, which is a second of real time.
   */
  private static void assertRolledBack(Played demo, String halt) {
    List<String> rollout = demo.rollout();
    assertThat(demo.exitCode()).as(demo.output()).isEqualTo(2);
    assertThat(rollout.stream().filter(event -> event.startsWith("W Halt"))).hasSize(5);
    assertThat(rollout.stream().filter(event -> event.startsWith("W Halt podinfo.test")))
        .hasSizeGreaterThan(2)
        .allSatisfy(event -> assertThat(event).matches(halt));
    assertThat(rollout.subList(rollout.size() - 3, rollout.size()))
        .satisfiesExactly(
            last -> assertThat(last).matches(halt),
            threshold ->
                assertThat(threshold)
                    .isEqualTo("W Rolling back podinfo.test failed checks threshold reached 5"),
            failed -> assertThat(failed).isEqualTo("W Canary failed! Scaling down podinfo.test"));
    assertThat(demo.table().get(1)).startsWith("podinfo Failed 0 ");
  }

  @Test
  void unknownFault_isAnErrorAndNotARollback() {
    Played demo = Played.with("--fault", "plague");

    assertThat(demo.exitCode()).isEqualTo(1);
    assertThat(demo.output()).isEmpty();
  }
}
