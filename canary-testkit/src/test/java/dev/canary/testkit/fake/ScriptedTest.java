package dev.canary.testkit.fake;

import static dev.canary.testkit.fixture.Canaries.aCanary;
import static dev.canary.testkit.fixture.Canaries.hook;
import static dev.canary.testkit.fixture.Canaries.successRate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.canary.core.model.Canary;
import dev.canary.core.model.CanarySpec;
import dev.canary.core.model.Fact;
import dev.canary.core.model.Hook;
import dev.canary.core.model.HookResult;
import dev.canary.core.model.Measurement;
import dev.canary.core.model.MetricCheck;
import dev.canary.core.model.Phase;
import dev.canary.core.port.Metrics.Aspect;
import dev.canary.core.port.WebhookCaller.Call;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ScriptedTest {

  private final Canary canary = aCanary().build();
  private final CanarySpec spec = aCanary().spec();

  @Test
  void metrics_giveTheQueueThenTheStandingValue() {
    ScriptedMetrics metrics =
        new ScriptedMetrics()
            .next(MetricCheck.SUCCESS_RATE, new Measurement.NoData("prometheus", "no values"))
            .always(MetricCheck.SUCCESS_RATE, 42);

    assertThat(measure(metrics)).isInstanceOf(Measurement.NoData.class);
    assertThat(measure(metrics)).isEqualTo(new Measurement.Value(42));
    assertThat(measure(new ScriptedMetrics())).isEqualTo(new Measurement.Value(100));
    assertThat(metrics.asked()).hasSize(2);
  }

  @Test
  void webhooks_giveTheQueueThenTheStandingAnswer() {
    ScriptedWebhooks webhooks =
        new ScriptedWebhooks().next("rollout", new HookResult.Refused("500")).approve("rollback");

    assertThat(call(webhooks, Hook.Type.ROLLOUT)).isEqualTo(new HookResult.Refused("500"));
    assertThat(call(webhooks, Hook.Type.ROLLOUT)).isEqualTo(new HookResult.Approved());
    assertThat(call(webhooks, Hook.Type.ROLLBACK)).isEqualTo(new HookResult.Approved());
    assertThat(call(new ScriptedWebhooks(), Hook.Type.ROLLBACK))
        .isInstanceOf(HookResult.Refused.class);
    assertThat(webhooks.calls())
        .extracting(called -> called.hook().type())
        .containsExactly(Hook.Type.ROLLOUT, Hook.Type.ROLLOUT, Hook.Type.ROLLBACK);
  }

  @Test
  void notifier_keepsWhatItIsToldInOrder() {
    RecordingNotifier notifier = new RecordingNotifier();
    Fact event = new Fact.Event(false, "New revision", Phase.PROGRESSING, Fact.Repeat.ALWAYS);
    notifier.tell(canary, event, "", Instant.EPOCH);
    notifier.tell(canary, new Fact.Alert(Fact.Severity.INFO, "Hi", true), "id", Instant.EPOCH);
    notifier.gauge(canary, 90, 10);

    assertThat(notifier.events()).containsExactly("New revision");
    assertThat(notifier.alerts()).containsExactly("Hi");
    assertThat(notifier.told().getLast().delivery()).isEqualTo("id");
    assertThat(notifier.gauges())
        .containsExactly(new RecordingNotifier.Gauge(canary.key(), 90, 10));
  }

  @Test
  void clock_movesOnlyForward() {
    ManualClock clock = new ManualClock(Instant.EPOCH);

    clock.advance(Duration.ofSeconds(3));

    assertThat(clock.instant()).isEqualTo(Instant.ofEpochSecond(3));
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> clock.advance(Duration.ofSeconds(-1)));
  }

  private Measurement measure(ScriptedMetrics metrics) {
    return metrics.measure(canary, spec, successRate(), Aspect.SUCCESS_RATE);
  }

  private HookResult call(ScriptedWebhooks webhooks, Hook.Type type) {
    return webhooks.call(canary, hook(type), new Call(Phase.PROGRESSING, "4", "d"));
  }
}
