package dev.canary.core.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

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
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The windows between two writes, by their names in the state machine chapter, section 16.2. The
 * process dies in the window by an error that nothing here catches; only what was stored survives.
 */
class CrashWindowTest {

  private static final String DONE =
      "info: Canary analysis completed successfully, promotion finished.";

  private static World turns(World world, int count) {
    for (int turn = 0; turn < count; turn++) {
      world.turn();
    }
    return world;
  }

  /** Runs some turns, then one that dies before the nth effect of a name. */
  private static World died(World world, int turns, String effect, int nth) {
    turns(world, turns).heardSince();
    world.dieBefore(effect, nth);
    assertThat(catchThrowable(world::turn)).isInstanceOf(World.Death.class);
    return world;
  }

  private static World untilSucceeded(World world) {
    for (int turn = 0; turn < 20 && world.status.phase() != Phase.SUCCEEDED; turn++) {
      world.turn();
    }
    assertThat(world.status.phase()).isEqualTo(Phase.SUCCEEDED);
    assertThat(world.primaryHash).isEqualTo("c1:v2");
    assertThat(world.primaryRollouts).isEqualTo(1);
    assertThat(world.canaryWeight).isZero();
    turns(world, 1);
    assertThat(world.targetReplicas).isZero();
    assertThat(world.status.owed()).isEmpty();
    return world;
  }

  private static World untilFailed(World world) {
    world.tick();
    for (int turn = 0; turn < 20 && world.status.phase() != Phase.FAILED; turn++) {
      world.turn();
    }
    assertThat(world.status.state()).isEqualTo(new Failed(false));
    assertThat(world.canaryWeight).isZero();
    assertThat(world.primaryHash).isEqualTo("c1:v1");
    assertThat(world.primaryRollouts).isZero();
    turns(world, 1);
    assertThat(world.targetReplicas).isZero();
    assertThat(world.status.owed()).isEmpty();
    return world;
  }

  private static void toldOnce(World world, String text) {
    assertThat(world.told).filteredOn(text::equals).hasSize(1);
  }

  private static World failing() {
    World world = Specs.progressive(10, 50).threshold(1).changed();
    world.metrics = any -> new Measurement.Value(0);
    return world;
  }

  @Test
  void init1_betweenAnyTwoParts_isMadeUpFor() {
    for (int part = 1; part <= 3; part++) {
      World world = new World(Specs.progressive(10, 50).build());
      world.dieBefore("Ensure", part);
      assertThat(catchThrowable(world::tick)).isInstanceOf(World.Death.class);
      turns(world, 2);
      assertThat(world.status.phase()).isEqualTo(Phase.INITIALIZED);
      assertThat(world.primaryRollouts).isZero();
      toldOnce(world, "N Initialization done! podinfo.test");
    }
  }

  @Test
  void init2_anEditBetweenCreationAndInitialized_isRolledOut() {
    World world = new World(Specs.progressive(10, 50).build());
    world.starting = Readiness.waiting("not yet");
    world.tick();
    world.live = Specs.revision("v2", 2);
    world.starting = Readiness.ready();
    world.primary = Readiness.ready();
    untilSucceeded(world);
  }

  @Test
  void init3and4_apexOrRoutesNotYetSwitched_theTargetStillServes() {
    for (int part = 3; part <= 4; part++) {
      World world = new World(Specs.progressive(10, 50).build());
      world.starting = Readiness.waiting("not yet");
      world.tick();
      world.primary = Readiness.ready();
      world.dieBefore("Ensure", part);
      assertThat(catchThrowable(world::turn)).isInstanceOf(World.Death.class);
      assertThat(world.targetReplicas).isPositive();
      turns(world, 2);
      assertThat(world.status.phase()).isEqualTo(Phase.INITIALIZED);
      assertThat(world.targetReplicas).isZero();
    }
  }

  @Test
  void init5_eventAndAlertOfTheEndOfBootstrap_areTold() {
    World world = new World(Specs.progressive(10, 50).build());
    world.dieBefore("Pay", 1);
    assertThat(catchThrowable(world::tick)).isInstanceOf(World.Death.class);
    turns(world, 1);
    toldOnce(world, "N Initialization done! podinfo.test");
    toldOnce(world, "info: New Deployment detected, initialization completed.");
  }

  @Test
  void det0_aRevisionFoundWhileFailed_isNotLost() {
    World world = failing();
    turns(world, 5);
    assertThat(world.status.phase()).isEqualTo(Phase.FAILED);
    world.metrics = any -> new Measurement.Value(100);
    world.live = Specs.revision("v3", 3);
    died(world, 0, "Commit", 1);
    world.turn();
    assertThat(world.status.phase()).isEqualTo(Phase.PROGRESSING);
    assertThat(world.status.revisions().analysed()).contains(Specs.revision("v3", 3));
  }

  @Test
  void det1_theNotificationOfAClosedGate_isTold() {
    World world = Specs.progressive(50, 50).hook(Hook.Type.CONFIRM_ROLLOUT).changed();
    world.hooks.put("gate", new HookResult.Refused("closed"));
    died(world, 0, "Pay", 1);
    world.tick();
    assertThat(world.status.phase()).isEqualTo(Phase.WAITING);
    toldOnce(world, "W Halt podinfo.test advancement waiting for approval gate");
    toldOnce(world, "warn: Canary is waiting for approval.");
  }

  @Test
  void det2_betweenTheStartAndTheScaleUp_theTargetIsScaledUp() {
    for (String effect : List.of("ResumeScaler", "ScaleUp", "Pay")) {
      World world = died(Specs.progressive(50, 50).changed(), 0, effect, 1);
      world.tick();
      assertThat(world.targetReplicas).isPositive();
      toldOnce(world, "N New revision detected! Scaling up podinfo.test");
      untilSucceeded(world);
    }
  }

  @Test
  void rst1_aRestart_isToldOnce() {
    World world = turns(Specs.progressive(50, 50).changed(), 2);
    world.live = new Revision("c1:v3", "uid-1", 3, world.live.configs());
    died(world, 0, "WritePosition", 1);
    world.tick();
    assertThat(world.positions).contains(Position.PRIMARY);
    toldOnce(world, "N New revision detected! Restarting analysis for podinfo.test");
  }

  @Test
  void pre1_afterThePreRolloutHooks_theyAreAskedAgainAndTheRunGoesOn() {
    World world = Specs.progressive(50, 50).hook(Hook.Type.PRE_ROLLOUT).changed();
    untilSucceeded(died(world, 1, "Commit", 1));
    assertThat(world.asked).filteredOn(text -> text.startsWith("pre-rollout")).hasSize(2);
  }

  @Test
  void adv1_aDecidedWeight_isPutInForceAndNotJudgedEarly() {
    World world = died(Specs.progressive(25, 50).changed(), 2, "WritePosition", 1);
    assertThat(world.canaryWeight).isEqualTo(25);
    world.tick();
    assertThat(world.canaryWeight).isEqualTo(50);
    assertThat(world.status.counters().weight()).isEqualTo(50);
    int asked = world.asked.size();
    world.tick();
    assertThat(world.asked).hasSize(asked);
    assertThat(world.told).noneMatch(text -> text.startsWith("W Route"));
    untilSucceeded(world);
  }

  @Test
  void adv2_afterTheWrite_theRunGoesOn() {
    World world = died(Specs.progressive(25, 50).changed(), 2, "Tell", 1);
    assertThat(world.canaryWeight).isEqualTo(50);
    untilSucceeded(world);
  }

  @Test
  void ab1_theIteration_countsOnce() {
    World world = died(Specs.abTest(2).changed(), 1, "WritePosition", 1);
    assertThat(world.status.counters().iterations()).isEqualTo(1);
    world.tick();
    assertThat(world.canaryWeight).isEqualTo(100);
    untilSucceeded(world);
  }

  @Test
  void bg1_theMirror_isSwitchedOn() {
    World world = died(Specs.blueGreen(2, true).changed(), 1, "WritePosition", 1);
    world.tick();
    assertThat(world.mirror).isEqualTo(Mirror.ALL);
    assertThat(world.status.counters().iterations()).isEqualTo(1);
    untilSucceeded(world);
  }

  @Test
  void bg2_theSwitch_isMadeOnce() {
    World world = died(Specs.blueGreen(1, false).changed(), 2, "WritePosition", 1);
    world.tick();
    assertThat(world.canaryWeight).isEqualTo(100);
    assertThat(world.status.counters().iterations()).isEqualTo(2);
    untilSucceeded(world);
  }

  @Test
  void chk1_aFailedCheck_isCounted() {
    World world = Specs.progressive(50, 50).threshold(3).changed();
    world.metrics = any -> new Measurement.Value(0);
    died(world, 2, "Tell", 1);
    assertThat(world.status.counters().failedChecks()).isEqualTo(1);
    untilFailed(world);
  }

  @Test
  void gate1_theNotificationOfAClosedPromotionGate_isTold() {
    World world = Specs.progressive(50, 50).hook(Hook.Type.CONFIRM_PROMOTION).changed();
    world.hooks.put("gate", new HookResult.Refused("closed"));
    died(world, 2, "Pay", 1);
    world.tick();
    toldOnce(world, "W Halt podinfo.test advancement waiting for promotion approval gate");
    toldOnce(world, "warn: Canary promotion is waiting for approval.");
    world.hooks.put("gate", new HookResult.Approved());
    untilSucceeded(world);
  }

  @Test
  void pro1and2_promotion_rollsThePrimaryOnce() {
    for (String effect : List.of("SyncPrimary", "Commit")) {
      int nth = effect.equals("Commit") ? 2 : 1;
      World world = died(Specs.progressive(50, 50).changed(), 2, effect, nth);
      assertThat(world.status.state()).isEqualTo(new Promoting(false));
      untilSucceeded(world);
      toldOnce(world, DONE);
    }
  }

  @Test
  void promotingCommitted_primaryUnwritten_targetUnchanged_writes() {
    World world = died(Specs.progressive(50, 50).changed(), 2, "SyncPrimary", 1);
    world.tick();
    assertThat(world.status.state()).isEqualTo(new Promoting(true));
    assertThat(world.canaryWeight).isEqualTo(50);
    untilSucceeded(world);
  }

  @Test
  void promotingCommitted_primaryUnwritten_targetChanged_restartsAtZero() {
    World world = died(Specs.progressive(50, 50).changed(), 2, "SyncPrimary", 1);
    world.live = Specs.revision("v3", 3);
    world.tick();
    assertThat(world.status.phase()).isEqualTo(Phase.PROGRESSING);
    assertThat(world.canaryWeight).isZero();
    assertThat(world.primaryHash).isEqualTo("c1:v1");
    assertThat(world.primaryRollouts).isZero();
  }

  @Test
  void primaryWritten_notYetRecorded_isRecordedWithoutASecondRollout() {
    World world = died(Specs.progressive(50, 50).changed(), 2, "Commit", 2);
    assertThat(world.primaryHash).isEqualTo("c1:v2");
    untilSucceeded(world);
  }

  @Test
  void takenOverInPromoting_finishes() {
    World world = turns(Specs.progressive(50, 50).changed(), 3);
    CanaryStatus.Revisions foreign =
        new CanaryStatus.Revisions(
            Optional.of(Revision.ofHash("5f8c7d94b6")),
            Optional.empty(),
            Optional.of(Revision.ofHash("4b7c5d9f86")),
            Optional.empty());
    world.status = world.status.with(foreign).with(Intent.NONE);
    world.primaryId = "9a1b1f0e-random";
    untilSucceeded(world);
  }

  @Test
  void shf1and3_theShift_isToldByTheStateItLeaves() {
    World world = died(Specs.progressive(50, 50).changed(), 3, "WritePosition", 1);
    assertThat(world.status.phase()).isEqualTo(Phase.FINALISING);
    assertThat(world.canaryWeight).isEqualTo(50);
    untilSucceeded(world);
  }

  @Test
  void shf2_theLastStepOfAShiftBySteps_isFinished() {
    Specs specs = Specs.progressive(50, 50).stepWeightPromotion(30);
    World world = died(specs.changed(), 4, "WritePosition", 1);
    assertThat(world.status.phase()).isEqualTo(Phase.FINALISING);
    untilSucceeded(world);
  }

  @Test
  void fin1and2_theEnd_isTold() {
    for (String effect : List.of("Pay", "PauseScaler", "ScaleToZero")) {
      World world = died(Specs.progressive(50, 50).changed(), 4, effect, 1);
      assertThat(world.status.phase()).isEqualTo(Phase.SUCCEEDED);
      world.tick();
      untilSucceeded(world);
      assertThat(world.told).filteredOn(DONE::equals).hasSizeBetween(1, 2);
      assertThat(world.told).contains("finished true");
    }
  }

  @Test
  void rb1_aRollbackForChecks_isToldOnceAndFinished() {
    for (String effect : List.of("WritePosition", "Pay")) {
      World world = untilFailed(died(failing(), 3, effect, 1));
      toldOnce(world, "error: Failed checks threshold reached 1");
      toldOnce(world, "W Canary failed! Scaling down podinfo.test");
    }
  }

  @Test
  void rb2_aRollbackForAHook_isFinishedAlsoWhenTheHookIsSilentAgain() {
    World world = Specs.progressive(10, 50).hook(Hook.Type.ROLLBACK).changed();
    world.hooks.put("gate", new HookResult.Refused("no"));
    turns(world, 2);
    world.hooks.put("gate", new HookResult.Approved());
    died(world, 0, "WritePosition", 1);
    world.hooks.put("gate", new HookResult.Refused("no"));
    untilFailed(world);
    toldOnce(world, "warn: Rolling back manual webhook invoked");
  }

  @Test
  void rb3_postRolloutHooks_areCalled() {
    World world = failing();
    world.spec =
        Specs.progressive(10, 50).threshold(1).hook(Hook.Type.POST_ROLLOUT, "after").build();
    died(world, 3, "Pay", 5);
    untilFailed(world);
    assertThat(world.asked).filteredOn("post-rollout after Failed"::equals).hasSizeBetween(1, 2);
  }

  @Test
  void rb4_aRevisionPushedDuringTheRollback_isAnalysedNext() {
    World world = died(failing(), 3, "WritePosition", 1);
    world.live = Specs.revision("v3", 3);
    world.tick();
    assertThat(world.status.phase()).isEqualTo(Phase.PROGRESSING);
    assertThat(world.status.revisions().analysed()).contains(Specs.revision("v3", 3));
    assertThat(world.canaryWeight).isZero();
  }

  @Test
  void fp1and2_aFailedPromotion_isFinished_inBothPhases() {
    for (int turns : List.of(3, 4)) {
      World world = turns(Specs.progressive(50, 50).changed(), turns);
      world.primary = Readiness.stuck("stuck");
      died(world, 0, "WritePosition", 1);
      world.primary = Readiness.ready(); // recovers meanwhile
      turns(world, 2);
      assertThat(world.status.state()).isEqualTo(new Failed(true));
      assertThat(world.canaryWeight).isEqualTo(100);
      assertThat(world.targetReplicas).isPositive();
      toldOnce(world, "error: Promotion failed, primary not ready: stuck");
    }
  }

  @Test
  void skp1and2_aSkippedPromotion_rollsOnceAndKeepsThePrimaryScaled() {
    for (String effect : List.of("SyncPrimary", "SyncScaler", "Commit", "Pay", "ScaleToZero")) {
      World world = Specs.progressive(10, 50).skipAnalysis().changed();
      turns(world, 1);
      world.dieBefore(effect, 1);
      assertThat(catchThrowable(() -> turns(world, 2))).isInstanceOf(World.Death.class);
      untilSucceeded(world);
    }
  }

  @Test
  void del1to3_aDeletion_isFinishedAndTold() {
    for (String effect : List.of("Pay", "ResumeScaler", "Release", "Tell")) {
      World world = Specs.progressive(10, 50).revertOnDeletion().initialized();
      world.deletedAt = Optional.of(world.now);
      died(world, effect.equals("Tell") ? 1 : 0, effect, 1);
      turns(world, 3);
      assertThat(world.finalizer).isFalse();
      assertThat(world.targetReplicas).isPositive();
      assertThat(world.told.contains("N Terminating canary podinfo.test"))
          .isNotEqualTo(effect.equals("Tell")); // told before the turn that died
      assertThat(world.told).contains("N Terminated canary podinfo.test");
      world.effects.clear();
      turns(world, 2);
      assertThat(world.effects).isEmpty();
    }
  }
}
