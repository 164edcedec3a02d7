package dev.canary.operator.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import dev.canary.core.model.CanaryStatus;
import dev.canary.core.model.CanaryStatus.Revisions;
import dev.canary.core.model.CanaryStatus.Run;
import dev.canary.core.model.Counters;
import dev.canary.core.model.Intent;
import dev.canary.core.model.Revision;
import dev.canary.core.model.RolloutState;
import dev.canary.core.tree.Tree;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A canary whose status another controller wrote. */
class TakeOverTest {

  private static final Instant NOW = Instant.parse("2026-07-01T10:00:00Z");
  private static final Revision NEWER = ours("c1:newer", 5);
  private static final Revision OLDER = ours("c1:older", 4);
  private static final String NEWER_FOREIGN = "85d557f47b";
  private static final String OLDER_FOREIGN = "5f56684589";

  private final StatusCodec codec = new StatusCodec();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | 0 | New[]",
        "Unheard | 0 | New[]",
        "Initializing | 0 | Initializing[source=Optional.empty]",
        "Initialized | 0 | Initialized[]",
        "Waiting | 0 | Waiting[from=Initialized[], since=2026-06-30T09:00:00Z]",
        "Progressing | 0 | Progressing[mirrorDone=false]",
        "Progressing | 10 | Progressing[mirrorDone=true]",
        "WaitingPromotion | 0 | WaitingPromotion[since=2026-06-30T09:00:00Z]",
        "Promoting | 50 | Promoting[primaryWritten=true]",
        "Finalising | 0 | Finalising[]",
        "Succeeded | 0 | Succeeded[]",
        "Failed | 0 | Failed[canaryServes=false]",
        "Failed | 100 | Failed[canaryServes=true]",
        "Terminating | 0 | Terminating[]",
        "Terminated | 0 | Terminated[]"
      })
  void state_followsFromPhaseAndWeight(String phase, int weight, String state) {
    CanaryStatus status = codec.read(foreign(phase).with(weight, "status", "canaryWeight"));

    assertThat(status.state()).hasToString(state);
    assertThat(status.counters()).isEqualTo(new Counters(weight, -1, 2));
    assertThat(status.intent()).isEqualTo(Intent.NONE);
    assertThat(status.run()).isEqualTo(Run.NONE);
  }

  @Test
  void hashesBecomeRevisions_withTheConfigsLastTracked() {
    Optional<ImmutableMap<String, String>> configs = Optional.of(ImmutableMap.of("secret/a", "1"));
    Revision seen = new Revision(NEWER_FOREIGN, "", 0, configs);
    Revision promoted = new Revision(OLDER_FOREIGN, "", 0, configs);

    assertThat(codec.read(foreign("Failed")).revisions())
        .isEqualTo(
            new Revisions(
                Optional.of(seen), Optional.empty(), Optional.of(promoted), Optional.empty()));
    assertThat(codec.read(foreign("Promoting")).revisions().analysed()).contains(seen);
  }

  @Test
  void adoption_keepsTheForeignHashes() {
    Tree canary = foreign("Succeeded").with(NEWER_FOREIGN, "status", "lastPromotedSpec");
    Tree adopted = write(canary, adopted(new RolloutState.Succeeded(), NEWER, NEWER));

    assertHashes(adopted, NEWER_FOREIGN, NEWER_FOREIGN);
    assertThat(codec.read(adopted).revisions().seen()).contains(NEWER);
  }

  @Test
  void adoptionAfterAReturnToThePromotedRevision_keepsTheForeignHashes() {
    Tree adopted = write(foreign("Failed"), adopted(new RolloutState.Failed(false), OLDER, OLDER));

    assertHashes(adopted, NEWER_FOREIGN, OLDER_FOREIGN);
  }

  @Test
  void furtherCommitsWhileIdle_keepTheForeignHashes() {
    CanaryStatus idle = adopted(new RolloutState.Initialized(), OLDER, OLDER);
    Tree canary = write(write(foreign("Initialized"), idle), idle.accepting(3));

    assertHashes(canary, NEWER_FOREIGN, OLDER_FOREIGN);
  }

  @Test
  void foreignRunFinishedByUs_promotesItsForeignHash() {
    Tree canary = write(foreign("Promoting"), adopted(promoting(), NEWER, OLDER));
    assertHashes(canary, NEWER_FOREIGN, OLDER_FOREIGN);

    CanaryStatus next = codec.read(canary).with(new RolloutState.Succeeded());
    Tree promoted = write(canary, next.with(next.revisions().promoted(NEWER)));

    assertHashes(promoted, NEWER_FOREIGN, NEWER_FOREIGN);
  }

  @Test
  void ownRun_replacesEachHashInItsTurn() {
    Tree canary = foreign("Succeeded").with(NEWER_FOREIGN, "status", "lastPromotedSpec");
    canary = write(canary, adopted(new RolloutState.Succeeded(), NEWER, NEWER));
    Revision third = ours("c1:third", 6);
    CanaryStatus started = codec.read(canary);
    started =
        started
            .with(new RolloutState.Progressing(false))
            .with(started.run().next(NOW))
            .with(started.revisions().analysing(third));
    canary = write(canary, started);
    assertHashes(canary, "c1:third", NEWER_FOREIGN);

    Tree failed = write(canary, started.with(new RolloutState.Failed(false)));
    assertHashes(failed, "c1:third", NEWER_FOREIGN);

    canary =
        write(
            canary,
            started.with(new RolloutState.Succeeded()).with(started.revisions().promoted(third)));
    assertHashes(canary, "c1:third", "c1:third");
  }

  @Test
  void foreignRunCancelledByAReturn_doesNotPromoteTheAbandonedHash() {
    Tree canary =
        write(foreign("Progressing"), adopted(new RolloutState.Progressing(true), NEWER, OLDER));

    CanaryStatus cancelled =
        codec
            .read(canary)
            .with(new RolloutState.Initialized())
            .with(
                new Revisions(
                    Optional.of(OLDER), Optional.empty(), Optional.of(OLDER), Optional.empty()));

    assertHashes(write(canary, cancelled), NEWER_FOREIGN, OLDER_FOREIGN);
  }

  @Test
  void cookiesOfAnUnknownPosition_stay() {
    Tree canary = foreign("Progressing").with("ck=abc", "status", "sessionAffinityCookie");

    assertThat(write(canary, codec.read(canary)).text("status", "sessionAffinityCookie"))
        .contains("ck=abc");
  }

  private Tree write(Tree canary, CanaryStatus next) {
    return codec.write(canary, next, NOW);
  }

  private static CanaryStatus adopted(RolloutState state, Revision seen, Revision promoted) {
    boolean running =
        state instanceof RolloutState.Promoting || state instanceof RolloutState.Progressing;
    return CanaryStatus.NEW
        .with(state)
        .with(
            new Revisions(
                Optional.of(seen),
                running ? Optional.of(seen) : Optional.empty(),
                Optional.of(promoted),
                Optional.empty()));
  }

  private static RolloutState promoting() {
    return new RolloutState.Promoting(true);
  }

  private static Revision ours(String hash, long generation) {
    return new Revision(hash, "uid", generation, Optional.of(ImmutableMap.of("secret/a", "1")));
  }

  private static void assertHashes(Tree canary, String applied, String promoted) {
    assertThat(canary.text("status", "lastAppliedSpec")).contains(applied);
    assertThat(canary.text("status", "lastPromotedSpec")).contains(promoted);
  }

  private static Tree foreign(String phase) {
    return Yaml.of(
            """
            metadata: {name: podinfo, namespace: test, generation: 2}
            spec:
              targetRef: {apiVersion: apps/v1, kind: Deployment, name: podinfo}
            status:
              failedChecks: 2
              canaryWeight: 0
              iterations: -1
              lastAppliedSpec: 85d557f47b
              lastPromotedSpec: 5f56684589
              trackedConfigs: {secret/a: "1"}
              lastTransitionTime: "2026-06-30T09:00:00Z"
            """)
        .with(phase, "status", "phase");
  }
}
