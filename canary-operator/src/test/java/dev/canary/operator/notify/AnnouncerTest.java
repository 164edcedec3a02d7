package dev.canary.operator.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.canary.core.model.Canary;
import dev.canary.core.model.Fact.Event;
import dev.canary.core.model.Fact.Repeat;
import dev.canary.core.model.Hook;
import dev.canary.core.model.HookResult;
import dev.canary.core.model.Phase;
import dev.canary.testkit.fake.InMemoryObjectStore;
import dev.canary.testkit.fake.ScriptedWebhooks;
import dev.canary.testkit.fixture.Canaries;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class AnnouncerTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final Instruments instruments = new Instruments("1.2.3", "istio");
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final Canary canary = Canaries.aCanary().hook(Hook.Type.EVENT).build();

  @Test
  void events_reachEverybodyInOrder() {
    ScriptedWebhooks webhooks = new ScriptedWebhooks();
    Announcer announcer =
        new Announcer(
            store, webhooks, Optional.empty(), instruments, told -> heard.add(told.event().text()));

    for (int i = 0; i < 20; i++) {
      announcer.tell(canary, event("event " + i), "run-" + i, NOW);
    }
    announcer.close();

    assertThat(heard).hasSize(20).startsWith("event 0", "event 1").endsWith("event 19");
    assertThat(store.objects()).hasSize(20);
    assertThat(webhooks.calls())
        .extracting(called -> called.hook().metadata().get("eventMessage"))
        .isEqualTo(heard);
  }

  @Test
  void slowHook_doesNotHoldUpWhoTells() throws InterruptedException {
    CountDownLatch called = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    Announcer announcer =
        new Announcer(
            store,
            (about, hook, call) -> {
              called.countDown();
              await(answer);
              return new HookResult.Approved();
            },
            Optional.empty(),
            instruments,
            told -> heard.add(told.event().text()));

    announcer.tell(canary, event("one"), "run-1", NOW);
    called.await();
    announcer.tell(canary, event("two"), "run-2", NOW);

    assertThat(heard).containsExactly("one", "two");
    answer.countDown();
    announcer.close();
    assertThat(store.objects()).hasSize(2);
  }

  @Test
  void forgottenCanary_leavesNoSeries() {
    try (Announcer announcer =
        new Announcer(store, new ScriptedWebhooks(), Optional.empty(), instruments, told -> {})) {
      announcer.gauge(canary, 100, 0);
      assertThat(instruments.exposition()).contains("flagger_canary_weight{");

      announcer.forget(canary.key());

      assertThat(instruments.exposition()).doesNotContain("flagger_canary_weight{");
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private static Event event(String text) {
    return new Event(false, text, Phase.PROGRESSING, Repeat.ALWAYS);
  }
}
