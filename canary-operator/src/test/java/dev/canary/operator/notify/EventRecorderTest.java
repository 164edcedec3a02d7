package dev.canary.operator.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.google.common.collect.ImmutableList;
import dev.canary.core.model.Canary;
import dev.canary.core.model.Fact.Event;
import dev.canary.core.model.Fact.Repeat;
import dev.canary.core.model.Phase;
import dev.canary.core.store.ObjectKey;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.fake.InMemoryObjectStore;
import dev.canary.testkit.fake.Serving;
import dev.canary.testkit.fixture.Canaries;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Events as objects (operator chapter, section 8.1), without merging or dropping any. */
class EventRecorderTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123Z");

  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final EventRecorder recorder = new EventRecorder(store);
  private final Canary canary = Canaries.aCanary().build();

  @Test
  void event_isAboutTheCanary() {
    recorder.record(canary, normal("Advance podinfo.test canary weight 10"), NOW);

    Tree event = events().getFirst();
    assertThat(event.text("involvedObject", "kind")).hasValue("Canary");
    assertThat(event.text("involvedObject", "apiVersion")).hasValue("flagger.app/v1beta1");
    assertThat(event.text("involvedObject", "name")).hasValue("podinfo");
    assertThat(event.text("involvedObject", "namespace")).hasValue("test");
    assertThat(event.text("reason")).hasValue("Synced");
    assertThat(event.text("source", "component")).hasValue("flagger");
    assertThat(event.text("type")).hasValue("Normal");
    assertThat(event.text("message")).hasValue("Advance podinfo.test canary weight 10");
    assertThat(event.whole("count")).hasValue(1);
    assertThat(event.text("firstTimestamp")).hasValue("2026-01-01T00:00:00Z");
    assertThat(event.textOr("", "metadata", "name")).matches("podinfo\\.[0-9a-f]+");
  }

  @Test
  void sameTextSoonAgain_raisesTheCount() {
    recorder.record(canary, normal("again"), NOW);
    recorder.record(canary, normal("again"), NOW.plus(Duration.ofMinutes(10)));
    recorder.record(canary, normal("again"), NOW.plus(Duration.ofMinutes(20)));

    assertThat(events()).hasSize(1);
    assertThat(events().getFirst().whole("count")).hasValue(3);
    assertThat(events().getFirst().text("firstTimestamp")).hasValue("2026-01-01T00:00:00Z");
    assertThat(events().getFirst().text("lastTimestamp")).hasValue("2026-01-01T00:20:00Z");
  }

  @Test
  void sameTextMuchLater_isANewEvent() {
    recorder.record(canary, normal("again"), NOW);
    recorder.record(canary, normal("again"), NOW.plus(Duration.ofMinutes(10)).plusMillis(1));

    assertThat(events()).hasSize(2).allMatch(event -> event.wholeOr(0, "count") == 1);
  }

  @Test
  void otherTextTypeOrCanary_isAnotherEvent_alsoAtTheSameMoment() {
    recorder.record(canary, normal("one"), NOW);
    recorder.record(canary, normal("two"), NOW);
    recorder.record(canary, new Event(true, "one", Phase.PROGRESSING, Repeat.ALWAYS), NOW);
    recorder.record(Canaries.aCanary().named("test", "other").build(), normal("one"), NOW);

    assertThat(events()).hasSize(4);
  }

  @Test
  void manyTexts_areNeitherMergedNorDropped() {
    for (int i = 0; i < 40; i++) {
      recorder.record(canary, normal("text " + i), NOW);
    }

    assertThat(events())
        .hasSize(40)
        .noneMatch(event -> event.textOr("", "message").contains("combined from similar events"));
  }

  @Test
  void eventThatWasRemoved_isWrittenAnew() {
    recorder.record(canary, normal("again"), NOW);
    ObjectKey first = store.objects().keySet().iterator().next();
    store.remove(first);

    recorder.record(canary, normal("again"), NOW.plusSeconds(1));

    assertThat(events()).hasSize(1);
    assertThat(events().getFirst().whole("count")).hasValue(1);
  }

  @Test
  void clusterThatRefuses_disturbsNobody() {
    store.serve(EventObjects.TYPE, Serving.FORBIDDEN);

    assertThatCode(() -> recorder.record(canary, normal("one"), NOW)).doesNotThrowAnyException();
    assertThat(events()).isEmpty();
  }

  private ImmutableList<Tree> events() {
    return store.objects().values().stream()
        .map(stored -> stored.tree())
        .collect(ImmutableList.toImmutableList());
  }

  private static Event normal(String text) {
    return new Event(false, text, Phase.PROGRESSING, Repeat.ALWAYS);
  }
}
