package dev.canary.operator.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.canary.core.model.RolloutState;
import dev.canary.core.tree.Tree;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ConditionsTest {

  private static final Instant THEN = Instant.parse("2026-07-01T10:00:00Z");
  private static final Instant NOW = Instant.parse("2026-07-01T10:05:00.9Z");

  private final ImmutableList<Tree> stored =
      Conditions.with(ImmutableList.of(), promoted(new RolloutState.Progressing(false)), THEN);

  @Test
  void sameAgain_changesNothing() {
    assertThat(Conditions.with(stored, promoted(new RolloutState.Progressing(true)), NOW))
        .isEqualTo(stored);
  }

  @Test
  void otherReason_keepsTheTransitionTime() {
    Tree condition =
        Conditions.with(stored, promoted(new RolloutState.Promoting(false)), NOW).getFirst();

    assertThat(condition.textOr("", "reason")).isEqualTo("Promoting");
    assertThat(condition.textOr("", "lastUpdateTime")).isEqualTo("2026-07-01T10:05:00Z");
    assertThat(condition.textOr("", "lastTransitionTime")).isEqualTo("2026-07-01T10:00:00Z");
  }

  @Test
  void otherStatus_movesBothTimes() {
    Tree condition =
        Conditions.with(stored, promoted(new RolloutState.Succeeded()), NOW).getFirst();

    assertThat(condition.textOr("", "status")).isEqualTo("True");
    assertThat(condition.textOr("", "lastUpdateTime")).isEqualTo("2026-07-01T10:05:00Z");
    assertThat(condition.textOr("", "lastTransitionTime")).isEqualTo("2026-07-01T10:05:00Z");
  }

  @Test
  void otherTypes_followPromoted() {
    ImmutableList<Tree> conditions =
        Conditions.with(
            Conditions.with(ImmutableList.of(), Condition.accepted(), THEN),
            promoted(new RolloutState.Succeeded()),
            NOW);
    ImmutableList<Tree> both =
        Conditions.with(
            conditions, Condition.degraded("Mirror", ImmutableList.of("no", "mirror")), NOW);

    assertThat(both)
        .extracting(condition -> condition.textOr("", "type"))
        .containsExactly("Promoted", "Accepted", "Degraded");
    assertThat(Conditions.without(both, Condition.DEGRADED)).isEqualTo(conditions);
  }

  @Test
  void malformedAndRepeatedConditions_areDropped() {
    ImmutableList<Tree> messy =
        ImmutableList.of(
            Tree.of("x"),
            Yaml.of("{type: A, status: 'True', reason: first}"),
            Yaml.of("{type: A, status: 'True', reason: second}"));

    assertThat(Conditions.with(messy, Condition.accepted(), NOW))
        .extracting(condition -> condition.textOr("", "reason"))
        .containsExactly("first", "Valid");
  }

  @Test
  void failedPromotion_andDeletion_areToldAsTheyAre() {
    assertThat(promoted(new RolloutState.Failed(false)).message())
        .isEqualTo("Canary analysis failed, Deployment scaled to zero.");
    assertThat(promoted(new RolloutState.Failed(true)).message())
        .isEqualTo("Promotion failed, primary not ready, Deployment keeps serving all traffic.");
    assertThat(promoted(new RolloutState.Terminating()).message())
        .isEqualTo("Canary deleted, restoring Deployment.");
  }

  @Test
  void repairAfterFailedPromotion_changesTheMessage() {
    ImmutableList<Tree> failed =
        Conditions.with(stored, promoted(new RolloutState.Failed(true)), THEN);
    Tree repaired =
        Conditions.with(failed, promoted(new RolloutState.Failed(false)), NOW).getFirst();

    assertThat(repaired.textOr("", "message")).contains("scaled to zero");
    assertThat(repaired.textOr("", "lastTransitionTime")).isEqualTo("2026-07-01T10:00:00Z");
  }

  @Test
  void longMessage_isCut() {
    assertThat(new Condition("A", Condition.Status.TRUE, "B", "𝄞".repeat(4_096)).message())
        .hasSizeLessThanOrEqualTo(4_096)
        .endsWith("𝄞…");
  }

  private static Condition promoted(RolloutState state) {
    return PromotedCondition.of(state, "Deployment").orElseThrow();
  }
}
