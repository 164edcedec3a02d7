package dev.canary.operator.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.canary.core.model.Canary;
import dev.canary.core.model.CanarySpec;
import dev.canary.core.model.Intake;
import dev.canary.testkit.fixture.Canaries;
import org.junit.jupiter.api.Test;

/** Names, labels and values that dashboards rely on (operator chapter, section 11). */
class InstrumentsTest {

  private final Instruments instruments = new Instruments("1.2.3", "istio");
  private final Canary canary = Canaries.aCanary().metric(Canaries.successRate()).build();
  private final CanarySpec spec = ((Intake.Accepted) canary.intake()).spec();

  @Test
  void info_isThereFromTheStart() {
    assertThat(series())
        .containsExactly("flagger_info{mesh_provider=\"istio\",version=\"1.2.3\"} 1");
  }

  @Test
  void run_showsPhaseWeightsAndMeasurements() {
    instruments.show(canary, spec, 90, 10);
    instruments.measured(canary, spec, "request-success-rate", 99.5);
    instruments.finished(canary, spec, /* succeeded= */ true, /* skipped= */ false);
    instruments.finished(canary, spec, /* succeeded= */ true, /* skipped= */ true);
    instruments.finished(canary, spec, /* succeeded= */ false, /* skipped= */ false);
    instruments.total("test", 3);

    assertThat(series())
        .contains(
            "flagger_canary_status{name=\"podinfo\",namespace=\"test\"} 1.0",
            "flagger_canary_weight{namespace=\"test\",workload=\"podinfo-primary\"} 90.0",
            "flagger_canary_weight{namespace=\"test\",workload=\"podinfo\"} 10.0",
            "flagger_canary_metric_analysis{metric=\"request-success-rate\",name=\"podinfo\","
                + "namespace=\"test\"} 99.5",
            counter("successes", "completed"),
            counter("successes", "skipped"),
            counter("failures", "completed"),
            "flagger_canary_total{namespace=\"test\"} 3");
  }

  @Test
  void namespaceWithoutCanaries_hasNoTotal() {
    instruments.total("test", 1);
    instruments.total("test", 0);

    assertThat(series()).noneMatch(line -> line.startsWith("flagger_canary_total"));
  }

  @Test
  void canaryThatIsGone_leavesNoSeries() {
    instruments.show(canary, spec, 90, 10);
    instruments.measured(canary, spec, "request-success-rate", 99.5);
    instruments.finished(canary, spec, /* succeeded= */ true, /* skipped= */ false);

    instruments.forget(canary, spec);

    assertThat(series()).singleElement().asString().startsWith("flagger_info");
  }

  private static String counter(String what, String status) {
    return "flagger_canary_%s_total{analysis_status=\"%s\",deployment_strategy=\"canary\","
            .formatted(what, status)
        + "name=\"podinfo\",namespace=\"test\"} 1.0";
  }

  /** Returns the lines with values. */
  private ImmutableList<String> series() {
    return instruments
        .exposition()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .collect(ImmutableList.toImmutableList());
  }
}
