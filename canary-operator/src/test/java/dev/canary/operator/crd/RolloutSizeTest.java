package dev.canary.operator.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.canary.core.model.CanaryStatus;
import dev.canary.core.model.CanaryStatus.Rejection;
import dev.canary.core.model.CanaryStatus.Revisions;
import dev.canary.core.model.Fact;
import dev.canary.core.model.Owed;
import dev.canary.core.model.Phase;
import dev.canary.core.model.Revision;
import dev.canary.core.model.RolloutState;
import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RolloutSizeTest {

  private static final Instant NOW = Instant.parse("2026-07-01T10:00:00Z");
  private static final Tree CANARY = Yaml.of("{spec: {targetRef: {kind: Deployment, name: p}}}");

  private final StatusCodec codec = new StatusCodec();

  @ParameterizedTest
  @ValueSource(strings = {"x", "ü", "𝄞", "\u0001", "\""})
  void worstCase_fits(String character) {
    CanaryStatus status = owing(character.repeat(5_000)).with(revisions(200));

    Tree written = codec.write(CANARY, status, NOW);

    assertThat(bytes(written)).isLessThanOrEqualTo(16 * 1024);
    CanaryStatus read = codec.read(written);
    assertThat(read.owed()).hasSize(CanaryStatus.MAX_OWED);
    assertThat(read.owed().stream().map(Owed::id)).isEqualTo(ids(status));
    assertThat(read.state()).isEqualTo(status.state());
    assertThat(read.revisions().seen()).isEqualTo(status.revisions().seen());
    assertThat(read.revisions().promoted().map(Revision::hash)).contains("c1:2");
  }

  @Test
  void whatFits_isNotShortened() {
    CanaryStatus status = owing("x".repeat(700)).with(revisions(2));

    assertThat(codec.read(codec.write(CANARY, status, NOW))).isEqualTo(status);
  }

  @Test
  void texts_areShortenedBeforeAnythingElse() {
    CanaryStatus status = owing("x".repeat(5_000)).with(revisions(10));

    CanaryStatus read = codec.read(codec.write(CANARY, status, NOW));

    Owed.Tell first = (Owed.Tell) read.owed().getFirst();
    assertThat(((Fact.Event) first.fact()).text()).hasSizeBetween(256, 1_024).endsWith("x…");
    assertThat(read.revisions().promoted()).isEqualTo(status.revisions().promoted());
    assertThat(read.revisions().rejected().map(Rejection::revision))
        .isEqualTo(status.revisions().rejected().map(Rejection::revision));
  }

  private static int bytes(Tree canary) {
    Tree rollout = canary.at("status", "rollout").orElseThrow();
    return Json.write(rollout).getBytes(StandardCharsets.UTF_8).length;
  }

  private static ImmutableList<String> ids(CanaryStatus status) {
    return status.owed().stream().map(Owed::id).collect(ImmutableList.toImmutableList());
  }

  private static CanaryStatus owing(String text) {
    ImmutableList.Builder<Owed> owed = ImmutableList.builder();
    for (int i = 0; i < CanaryStatus.MAX_OWED; i++) {
      Fact fact = new Fact.Event(true, text, Phase.WAITING_PROMOTION, Fact.Repeat.THROTTLED);
      owed.add(new Owed.Tell("12/1a2b3c4d5e6f/" + i, fact));
    }
    return CanaryStatus.NEW.with(new RolloutState.Failed(false)).owing(owed.build());
  }

  private static Revisions revisions(int configs) {
    return new Revisions(
        Optional.of(revision(0, configs)),
        Optional.of(revision(1, configs)),
        Optional.of(revision(2, configs)),
        Optional.of(new Rejection(revision(3, configs), "r".repeat(500))));
  }

  private static Revision revision(int number, int configs) {
    ImmutableMap.Builder<String, String> tracked = ImmutableMap.builder();
    for (int i = 0; i < configs; i++) {
      tracked.put("configmap/application-settings-" + i, "484637c76acaa7c" + number);
    }
    return new Revision(
        "c1:" + number,
        "0b1c2d3e-1111-2222-3333-444455556666",
        number,
        Optional.of(tracked.buildOrThrow()));
  }
}
