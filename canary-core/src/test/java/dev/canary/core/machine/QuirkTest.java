package dev.canary.core.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.canary.core.model.Affinity;
import dev.canary.core.model.CanaryStatus;
import dev.canary.core.model.Hook;
import dev.canary.core.model.HookResult;
import dev.canary.core.model.Intent;
import dev.canary.core.model.Measurement;
import dev.canary.core.model.Mirror;
import dev.canary.core.model.Phase;
import dev.canary.core.model.Position;
import dev.canary.core.model.Readiness;
import dev.canary.core.model.Revision;
import dev.canary.core.model.RolloutState.Failed;
import dev.canary.core.model.RolloutState.Promoting;
import dev.canary.core.model.Weight;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What the reference does badly and this machine does better, by the number in the state machine
 * chapter, section 17.
 */
class QuirkTest {

  private static final Readiness STUCK = Readiness.stuck("podinfo-primary.test not ready: stuck");

  private static Revision v(int number) {
    return Specs.revision("v" + number, number);
  }

  private static World failed() {
    World world = Specs.progressive(10, 50).threshold(1).changed();
    world.metrics = any -> new Measurement.Value(0);
    turns(world, 4);
    assertThat(world.status.state()).isEqualTo(new Failed(false));
    world.heardSince();
    return world;
  }

  private static void turns(World world, int count) {
    for (int turn = 0; turn < count; turn++) {
      world.turn();
    }
  }

  private static World promoting() {
    World world = Specs.progressive(50, 50).changed();
    turns(world, 3);
    assertThat(world.status.phase()).isEqualTo(Phase.PROMOTING);
    world.heardSince();
    return world;
  }

  private static World failedPromotion() {
    World world = promoting();
    world.primary = STUCK;
    world.turn();
    assertThat(world.status.state()).isEqualTo(new Failed(true));
    world.heardSince();
    return world;
  }

  @Test
  void quirk1_aRevisionPushedWhileFailedAndThePrimaryIsUnready_isRolledOutLater() {
    World world = failed();
    world.live = v(3);
    world.primary = Readiness.waiting("not yet");
    turns(world, 3);
    assertThat(world.status.phase()).isEqualTo(Phase.FAILED);

    world.primary = Readiness.ready();
    world.turn();
    assertThat(world.status.phase()).isEqualTo(Phase.PROGRESSING);
    assertThat(world.status.revisions().analysed()).contains(v(3));
  }

  @Test
  void quirk1_afterAReturnToThePromotedVersion_theFailedRevisionIsAChangeAgain() {
    World world = failed();
    world.live = Specs.revision("v1", 3);
    world.turn();
    assertThat(world.status.phase()).isEqualTo(Phase.FAILED);

    world.live = Specs.revision("v2", 4);
    world.turn();
    assertThat(world.status.phase()).isEqualTo(Phase.PROGRESSING);
  }

  @Test
  void quirk2_anEditDuringBootstrap_isRolledOutAfterIt() {
    World world = new World(Specs.progressive(10, 50).build());
    world.starting = Readiness.waiting("not yet");
    world.tick();
    world.live = v(2);
    world.starting = Readiness.ready();
    world.primary = Readiness.ready();
    world.turn();

    assertThat(world.status.phase()).isEqualTo(Phase.PROGRESSING);
    assertThat(world.status.revisions().promoted()).contains(v(1));
    assertThat(world.status.revisions().analysed()).contains(v(2));
  }

  @Test
  void quirk3_aRevisionThatArrivesWithTheRollback_isRolledOutNext() {
    World world = Specs.progressive(10, 50).threshold(1).changed();
    world.metrics = any -> new Measurement.Value(0);
    turns(world, 3);
    world.dieBefore = world.effectsRun() + 1; // the end is committed, the process dies
    try {
      world.turn();
    } catch (World.Death died) {
      world.dieBefore = -1;
    }
    world.live = v(3);
    world.turn();

    assertThat(world.status.phase()).isEqualTo(Phase.PROGRESSING);
    assertThat(world.status.revisions().analysed()).contains(v(3));
  }

  @Test
  void quirk4_aRunAfterAFailedPromotion_startsFromZero() {
    World world = failedPromotion();
    world.primary = Readiness.ready();
    world.live = v(3);
    world.turn();

    assertThat(world.status.phase()).isEqualTo(Phase.PROGRESSING);
    assertThat(world.canaryWeight).isZero();
  }

  @Test
  void quirk5_promotionByStepsWithTheRouteAlreadyOnThePrimary_finishes() {
    World world = Specs.progressive(50, 50).stepWeightPromotion(20).changed();
    turns(world, 3);
    world.status =
        world.status.with(
            new Intent(
                Optional.of(Position.PRIMARY),
                Optional.empty(),
                Optional.of(world.now),
                Optional.of(world.now)));
    world.primaryWeight = 100;
    world.canaryWeight = 0;
    turns(world, 2);

    assertThat(world.status.phase()).isEqualTo(Phase.SUCCEEDED);
  }

  @Test
  void quirk6_mirroringThatIsNotReported_isDoneOnce() {
    World world = Specs.mirrored(20, 40).changed();
    world.turn();
    world.turn();
    assertThat(world.mirror).isEqualTo(Mirror.ALL);
    turns(world, 2);
    assertThat(world.canaryWeight).isEqualTo(40);
  }

  @Test
  void quirk7_iterationsLoweredBelowProgress_promote() {
    World world = Specs.abTest(5).changed();
    turns(world, 5);
    world.spec = Specs.abTest(2).build();
    turns(world, 3);
    assertThat(world.status.phase()).isEqualTo(Phase.SUCCEEDED);
  }

  @Test
  void quirk7_aStepThatDoesNotRise_promotes() {
    World world = Specs.steps(10, 10, 50).changed();
    turns(world, 5);
    assertThat(world.status.phase()).isEqualTo(Phase.SUCCEEDED);
  }

  @Test
  void quirk8_aRevertDuringAnalysis_cancelsTheRun() {
    World world = Specs.progressive(10, 50).changed();
    turns(world, 3);
    world.live = Specs.revision("v1", 3);
    world.heardSince();
    world.turn();

    assertThat(world.status.phase()).isEqualTo(Phase.INITIALIZED);
    assertThat(world.canaryWeight).isZero();
    assertThat(world.primaryRollouts).isZero();
    assertThat(world.status.revisions().promoted().map(Revision::hash)).contains("c1:v1");
    world.turn();
    assertThat(world.targetReplicas).isZero();
    world.live = Specs.revision("v2", 4);
    world.turn();
    assertThat(world.status.phase()).isEqualTo(Phase.PROGRESSING);
  }

  @Test
  void quirk9_rollbackHooksAreHeardWhilePodsAreUnready() {
    World world = Specs.progressive(10, 50).hook(Hook.Type.ROLLBACK).changed();
    world.hooks.put("gate", new HookResult.Refused("no"));
    turns(world, 2);
    world.target = Readiness.waiting("not ready");
    world.hooks.put("gate", new HookResult.Approved());
    world.turn();
    assertThat(world.status.phase()).isEqualTo(Phase.FAILED);
  }

  @Test
  void quirk9_rollbackHooksAreHeardInWaiting() {
    World world =
        Specs.progressive(10, 50)
            .hook(Hook.Type.CONFIRM_ROLLOUT, "open")
            .hook(Hook.Type.ROLLBACK, "out")
            .changed();
    world.hooks.put("open", new HookResult.Refused("closed"));
    world.hooks.put("out", new HookResult.Refused("no"));
    turns(world, 2);
    assertThat(world.status.phase()).isEqualTo(Phase.WAITING);
    world.hooks.put("out", new HookResult.Approved());
    world.turn();

    assertThat(world.status.phase()).isEqualTo(Phase.FAILED);
    turns(world, 2);
    assertThat(world.status.phase()).as("not asked about again").isEqualTo(Phase.FAILED);
  }

  @Test
  void quirk10_aStuckCanary_raisesAnAlert() {
    World world = Specs.progressive(10, 50).changed();
    turns(world, 2);
    world.target = Readiness.stuck("canary deployment podinfo.test not ready: stuck");
    world.heardSince();
    world.turn();

    assertThat(world.heardSince())
        .containsExactly(
            "W canary deployment podinfo.test not ready: stuck",
            "W Rolling back podinfo.test progress deadline exceeded canary deployment"
                + " podinfo.test not ready: stuck",
            "error: Progress deadline exceeded canary deployment podinfo.test not ready: stuck",
            "W Canary failed! Scaling down podinfo.test");
  }

  @Test
  void quirk11_skippedPromotionRepeatedAfterACrash_rollsThePrimaryOnce() {
    for (int death = 0; death < 40; death++) {
      World world = Specs.progressive(10, 50).skipAnalysis().changed();
      world.turn();
      world.dieBefore = world.effectsRun() + death;
      try {
        world.turn();
      } catch (World.Death died) {
        world.dieBefore = -1;
      }
      world.dieBefore = -1;
      turns(world, 2);
      assertThat(world.status.phase())
          .as("dying before effect %d", death)
          .isEqualTo(Phase.SUCCEEDED);
      assertThat(world.primaryRollouts).isEqualTo(1);
      assertThat(world.targetReplicas).isZero();
    }
  }

  @Test
  void quirk13_aFixPushedWhileThePrimaryIsStuck_repairsThePrimaryFirst() {
    World world = failedPromotion();
    world.live = v(3);
    world.turn();

    assertThat(world.status.state()).isEqualTo(new Promoting(true));
    assertThat(world.canaryWeight).as("traffic stays on the healthy side").isEqualTo(100);
    assertThat(world.primaryHash).isEqualTo("c1:v3");
    world.primary = Readiness.ready();
    turns(world, 2);
    assertThat(world.status.phase()).isEqualTo(Phase.SUCCEEDED);
    assertThat(world.canaryWeight).isZero();
  }

  @Test
  void quirk13_theOldVersionPushedBack_repairsThePrimaryToo() {
    World world = failedPromotion();
    world.live = Specs.revision("v1", 3);
    world.turn();

    assertThat(world.status.state()).isEqualTo(new Promoting(true));
    assertThat(world.primaryHash).isEqualTo("c1:v1");
  }

  @Test
  void quirk14_aDeletedCanary_doesNothingButRelease() {
    World world = Specs.progressive(10, 50).revertOnDeletion().changed();
    turns(world, 3);
    world.finalizer = true;
    world.deletedAt = Optional.of(world.now);
    world.live = v(3);
    world.turn();
    assertThat(world.status.phase()).isEqualTo(Phase.TERMINATING);
    assertThat(world.finalizer).isFalse();
    world.effects.clear();
    turns(world, 3);
    assertThat(world.effects).as("nothing undoes the release").isEmpty();
  }

  @Test
  void quirk16_bootstrapWithoutAnalysis_waitsForThePrimaryToo() {
    World world = new World(Specs.progressive(10, 50).skipAnalysis().build());
    world.starting = Readiness.waiting("not yet");
    world.tick();
    turns(world, 3);
    assertThat(world.status.phase()).isEqualTo(Phase.INITIALIZING);
    assertThat(world.targetReplicas).isEqualTo(2);
  }

  @Test
  void quirk16_aPrimaryThatCannotStart_leavesTheTargetAlone_andTheFixGetsThrough() {
    World world = new World(Specs.progressive(10, 50).build());
    world.starting = STUCK;
    world.tick();
    turns(world, 3);
    assertThat(world.status.phase()).isEqualTo(Phase.INITIALIZING);
    assertThat(world.targetReplicas).isEqualTo(2);

    world.starting = Readiness.ready();
    world.live = v(2);
    turns(world, 2);
    assertThat(world.status.phase()).isEqualTo(Phase.INITIALIZED);
    assertThat(world.primaryHash).isEqualTo("c1:v2");
  }

  @Test
  void quirk17_afterPromotionOnlyThePrimarysHealthMatters() {
    World world = promoting();
    world.target = Readiness.stuck("canary stuck");
    turns(world, 2);
    assertThat(world.status.phase()).isEqualTo(Phase.SUCCEEDED);
  }

  @Test
  void quirk18_cookiesAreCommittedBeforeTheyAreRouted_andSurviveADeath() {
    World world = Specs.progressive(10, 50).affinity().changed();
    world.turn();
    world.dieBefore = world.effectsRun() + 1; // committed, not yet written
    try {
      world.turn();
    } catch (World.Death died) {
      world.dieBefore = -1;
    }
    assertThat(world.canaryWeight).isZero();
    turns(world, 2);
    Affinity cookies =
        new Affinity(Optional.of("ck=cccccccccc"), Optional.empty(), Optional.of("pk=pppppppppp"));
    assertThat(world.affinity).isEqualTo(cookies);
    assertThat(world.positions)
        .filteredOn(position -> position.canary().percent() > 0)
        .extracting(Position::affinity)
        .containsOnly(cookies);

    turns(world, 8);
    assertThat(world.status.phase()).isEqualTo(Phase.SUCCEEDED);
    assertThat(world.affinity)
        .isEqualTo(
            new Affinity(
                Optional.empty(), Optional.of("ck=cccccccccc"), Optional.of("pk=pppppppppp")));
  }

  @Test
  void quirk19_aRevisionThatArrivesDuringTheLastQuestion_isNotPromotedUnanalysed() {
    World world = Specs.progressive(50, 50).changed();
    turns(world, 2);
    world.metrics =
        any -> {
          world.live = v(3); // while the query is running
          return new Measurement.Value(100);
        };
    world.turn();

    assertThat(world.status.phase()).isEqualTo(Phase.PROGRESSING);
    assertThat(world.primaryRollouts).isZero();
    assertThat(world.status.revisions().analysed()).contains(v(3));
    assertThat(world.canaryWeight).isZero();
  }

  @Test
  void quirk20_finishReassertsTheRouteBeforeScalingDown() {
    World world = promoting();
    world.turn();
    assertThat(world.status.phase()).isEqualTo(Phase.FINALISING);
    world.primaryWeight = 0;
    world.canaryWeight = 100; // a failed promotion that died half way, or a hand
    world.turn();
    assertThat(world.primaryWeight).isEqualTo(100);
    assertThat(world.targetReplicas).isPositive();
    turns(world, 2);
    assertThat(world.status.phase()).isEqualTo(Phase.SUCCEEDED);
    assertThat(world.targetReplicas).isZero();
  }

  @Test
  void quirk21_aTargetFoundAtZeroDuringARun_isScaledUpAgain() {
    World world = Specs.progressive(10, 50).changed();
    turns(world, 2);
    world.targetReplicas = 0;
    world.turn();
    assertThat(world.targetReplicas).isEqualTo(2);
    assertThat(world.canaryWeight).isEqualTo(10);
  }

  @Test
  void quirk25_aRestart_neitherSkipsNorRepeatsATurn() {
    World world = Specs.progressive(10, 50).changed();
    turns(world, 3);
    int asked = world.asked.size();
    world.after(Duration.ofSeconds(30));
    world.after(Duration.ofSeconds(29));
    assertThat(world.asked).hasSize(asked);
    world.after(Duration.ofSeconds(1));
    assertThat(world.canaryWeight).isEqualTo(30);
  }

  @Test
  void quirk27_aRefusedSpec_holdsTheRunAtZero_andStartsItOverWhenAccepted() {
    World world = Specs.progressive(10, 50).changed();
    turns(world, 4);
    assertThat(world.canaryWeight).isEqualTo(30);
    world.refused = true;
    turns(world, 3);
    assertThat(world.status.phase()).isEqualTo(Phase.PROGRESSING);
    assertThat(world.canaryWeight).isZero();
    world.live = v(3);
    turns(world, 3);
    assertThat(world.status.phase()).as("no run starts").isEqualTo(Phase.PROGRESSING);

    world.refused = false;
    turns(world, 2);
    assertThat(world.canaryWeight).isEqualTo(10);
    assertThat(world.status.revisions().analysed()).contains(v(3));
  }

  @Test
  void quirk27_aRefusedSpec_startsNothing_butPaysWhatIsOwed() {
    World world = failed();
    world.targetReplicas = 2;
    world.live = v(3);
    world.refused = true;
    turns(world, 3);
    assertThat(world.status.phase()).isEqualTo(Phase.FAILED);
    assertThat(world.status.owed()).isEmpty();
  }

  @Test
  void quirk29_trafficMovesBeforeAnybodyIsTold() {
    World world = Specs.progressive(10, 50).threshold(1).changed();
    world.metrics = any -> new Measurement.Value(0);
    turns(world, 3);
    world.effects.clear();
    world.turn();
    assertThat(world.status.phase()).isEqualTo(Phase.FAILED);
    assertThat(world.effects)
        .startsWith("Commit", "WritePosition", "Pay", "Pay", "Pay", "Pay", "Pay", "Commit");
  }

  @Test
  void quirk36_aRollbackIsToldOnce_howeverOftenItIsRetried() {
    World world = Specs.progressive(10, 50).threshold(1).changed();
    world.metrics = any -> new Measurement.Value(0);
    turns(world, 3);
    world.heardSince();
    for (int retry = 0; retry < 3; retry++) {
      world.dieBefore = world.effectsRun() + (retry == 0 ? 1 : 0); // the route cannot be written
      try {
        world.turn();
      } catch (World.Death unavailable) {
        world.dieBefore = -1;
      }
    }
    turns(world, 2);
    assertThat(world.heardSince())
        .filteredOn(text -> text.startsWith("error: "))
        .containsExactly("error: Failed checks threshold reached 1");
    assertThat(world.primaryWeight).isEqualTo(100);
  }

  @Test
  void quirk42_aChangeThatGoesAway_leavesWaiting() {
    World world = Specs.progressive(10, 50).hook(Hook.Type.CONFIRM_ROLLOUT).changed();
    world.hooks.put("gate", new HookResult.Refused("closed"));
    turns(world, 2);
    assertThat(world.status.phase()).isEqualTo(Phase.WAITING);
    world.live = Specs.revision("v1", 3);
    world.turn();
    assertThat(world.status.phase()).isEqualTo(Phase.INITIALIZED);
    world.hooks.put("gate", new HookResult.Approved());
    turns(world, 2);
    assertThat(world.status.phase()).isEqualTo(Phase.INITIALIZED);
  }

  @Test
  void quirk44_aGateMayTimeOut_ifAskedFor() {
    World world =
        Specs.progressive(50, 50)
            .hook(Hook.Type.CONFIRM_PROMOTION)
            .gateTimeout(Duration.ofMinutes(3))
            .changed();
    world.hooks.put("gate", new HookResult.Refused("closed"));
    turns(world, 3);
    assertThat(world.status.phase()).isEqualTo(Phase.WAITING_PROMOTION);
    turns(world, 2);
    assertThat(world.status.phase()).isEqualTo(Phase.WAITING_PROMOTION);
    world.heardSince();
    world.turn();
    assertThat(world.status.phase()).isEqualTo(Phase.FAILED);
    assertThat(world.heardSince())
        .contains("W Rolling back podinfo.test gate gate closed for more than 180s");
  }

  @Test
  void quirk44_withoutATimeout_aGateWaitsForEver() {
    World world = Specs.progressive(50, 50).hook(Hook.Type.CONFIRM_ROLLOUT).changed();
    world.hooks.put("gate", new HookResult.Refused("closed"));
    turns(world, 500);
    assertThat(world.status.phase()).isEqualTo(Phase.WAITING);
  }

  @Test
  void quirk46_aFinalizerLeftBehind_isTakenOffWhenTheCanaryIsDeleted() {
    World world = Specs.progressive(10, 50).initialized();
    world.finalizer = true;
    world.deletedAt = Optional.of(world.now);
    world.turn();
    assertThat(world.finalizer).isFalse();
    assertThat(world.status.phase()).isEqualTo(Phase.INITIALIZED);
  }

  @Test
  void takenOverWithForeignHashes_nothingIsRolledOut_inAnyIdlePhase() {
    for (World world : List.of(Specs.progressive(10, 50).initialized(), failed())) {
      CanaryStatus.Revisions foreign =
          new CanaryStatus.Revisions(
              Optional.of(Revision.ofHash("5f8c7d94b6")),
              Optional.empty(),
              Optional.of(Revision.ofHash("5f8c7d94b6")),
              Optional.empty());
      world.status = world.status.with(foreign).with(Intent.NONE);
      turns(world, 3);
      assertThat(world.status.phase()).isIn(Phase.INITIALIZED, Phase.FAILED);
      assertThat(world.status.revisions().seen()).contains(world.live);
      assertThat(world.primaryRollouts).isLessThan(1);
      world.live = v(9);
      world.turn();
      assertThat(world.status.phase()).isEqualTo(Phase.PROGRESSING);
    }
  }

  @Test
  void anotherHashSchemeOnTheSameGeneration_startsNothing_inAnyPhase() {
    World world = Specs.progressive(10, 50).changed();
    for (int turn = 0; turn < 9; turn++) {
      world.live = new Revision("c" + (turn + 2) + ":x", "uid-1", 2, world.live.configs());
      if (!world.primaryHash.isEmpty() && world.primaryRollouts > 0) {
        world.primaryHash = world.live.hash();
      }
      world.turn();
    }
    assertThat(world.status.phase()).isEqualTo(Phase.SUCCEEDED);
    assertThat(world.primaryRollouts).isEqualTo(1);
    assertThat(world.status.run().number()).isEqualTo(1);
  }

  @Test
  void aRouteEditedByHand_isPutBackWithOneWarning_andNotJudgedUntilAFullIntervalLater() {
    World world = Specs.progressive(10, 50).changed();
    turns(world, 3);
    assertThat(world.canaryWeight).isEqualTo(20);
    world.heardSince();
    world.primaryWeight = 30;
    world.canaryWeight = 70;
    world.turn();
    assertThat(world.canaryWeight).isEqualTo(20);
    assertThat(world.heardSince())
        .containsExactly("W Route of podinfo.test was at 30/70, putting back the recorded 80/20");
    world.after(Duration.ofSeconds(59));
    assertThat(world.canaryWeight).isEqualTo(20);
    world.after(Duration.ofSeconds(1));
    assertThat(world.canaryWeight).isEqualTo(30);
    assertThat(world.status.counters().weight()).isEqualTo(30);
    assertThat(new Weight(30)).isEqualTo(Moves.current(world.look()));
  }
}
