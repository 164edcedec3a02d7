package dev.canary.operator.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.canary.core.model.Canary;
import dev.canary.core.model.CanarySpec;
import dev.canary.core.model.Fact.Event;
import dev.canary.core.model.Fact.Repeat;
import dev.canary.core.model.Hook;
import dev.canary.core.model.Intake;
import dev.canary.core.model.Phase;
import dev.canary.testkit.fake.ScriptedWebhooks;
import dev.canary.testkit.fake.ScriptedWebhooks.Called;
import dev.canary.testkit.fixture.Canaries;
import dev.canary.testkit.fixture.CanaryBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who hears of an event, and what (webhooks chapter, section 5.2). */
class EventHooksTest {

  private static final Instant NOW = Instant.ofEpochMilli(1578607635167L);
  private static final Event EVENT =
      new Event(true, "Canary failed! Scaling down podinfo.test", Phase.FAILED, Repeat.ALWAYS);

  private final ScriptedWebhooks webhooks = new ScriptedWebhooks();

  @Test
  void metadata_isTheHooksOwnAndCannotOverrideTheEvent() {
    send(
        Canaries.aCanary()
            .hook(
                hook(
                    "chat", ImmutableMap.of("room", "ops", "eventType", "mine", "timestamp", "0"))),
        Optional.empty());

    Called called = webhooks.calls().getFirst();
    assertThat(called.hook().metadata())
        .isEqualTo(
            ImmutableMap.of(
                "eventMessage",
                "Canary failed! Scaling down podinfo.test",
                "eventType",
                "Warning",
                "room",
                "ops",
                "timestamp",
                "1578607635167"));
    assertThat(called.call().phase()).isEqualTo(Phase.FAILED);
    assertThat(called.call().checksum()).isEqualTo("758df7c9fc");
    assertThat(called.call().delivery()).isEqualTo("run-7");
  }

  @Test
  void ownHooks_areAllCalledInOrderWhateverOneSays_andTheGlobalOneIsNot() {
    webhooks.refuse("first");

    send(
        Canaries.aCanary()
            .hook(hook("first", ImmutableMap.of()))
            .hook(Hook.Type.ROLLOUT)
            .hook(hook("second", ImmutableMap.of())),
        Optional.of("http://global.test/"));

    assertThat(names()).containsExactly("first", "second");
  }

  @Test
  void withoutOwnHook_theGlobalOneIsCalledOnceWithinTenSeconds() {
    send(Canaries.aCanary().hook(Hook.Type.ROLLOUT), Optional.of("http://global.test/"));

    Hook called = webhooks.calls().getFirst().hook();
    assertThat(webhooks.calls()).hasSize(1);
    assertThat(called.url()).isEqualTo("http://global.test/");
    assertThat(called.timeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(called.retries()).isZero();
    assertThat(called.disableTls()).isFalse();
    assertThat(called.metadata()).containsOnlyKeys("eventMessage", "eventType", "timestamp");
  }

  @Test
  void withoutAnyHook_nobodyIsCalled() {
    send(Canaries.aCanary(), Optional.empty());

    assertThat(webhooks.calls()).isEmpty();
  }

  private void send(CanaryBuilder builder, Optional<String> global) {
    Canary canary = builder.build();
    CanarySpec spec = ((Intake.Accepted) canary.intake()).spec();
    new EventHooks(webhooks, global).send(canary, spec, EVENT, "run-7", NOW);
  }

  private ImmutableList<String> names() {
    return webhooks.calls().stream()
        .map(called -> called.hook().name())
        .collect(ImmutableList.toImmutableList());
  }

  private static Hook hook(String name, ImmutableMap<String, String> metadata) {
    return new Hook(
        name,
        Hook.Type.EVENT,
        "http://" + name + ".test/",
        Duration.ofSeconds(5),
        0,
        /* disableTls= */ false,
        /* muteAlert= */ false,
        metadata);
  }
}
