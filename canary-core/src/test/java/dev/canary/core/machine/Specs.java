package dev.canary.core.machine;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSetMultimap;
import dev.canary.core.model.AffinitySpec;
import dev.canary.core.model.Analysis;
import dev.canary.core.model.CanarySpec;
import dev.canary.core.model.Capabilities.Audience;
import dev.canary.core.model.Capabilities.Mirroring;
import dev.canary.core.model.Capabilities.Stickiness;
import dev.canary.core.model.Capabilities.Traffic;
import dev.canary.core.model.Hook;
import dev.canary.core.model.Ladder;
import dev.canary.core.model.MetricCheck;
import dev.canary.core.model.ObjectRef;
import dev.canary.core.model.Range;
import dev.canary.core.model.Revision;
import dev.canary.core.model.Strategy;
import dev.canary.core.model.Strategy.AbTest;
import dev.canary.core.model.Strategy.BlueGreen;
import dev.canary.core.model.Strategy.Progressive;
import dev.canary.core.tree.Tree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Intents of the traces, each with a complete default, so that a test shows only what it is about.
 */
final class Specs {

  static final Traffic EVERYTHING =
      new Traffic(
          true,
          Optional.of(new Audience(ImmutableSetMultimap.of(), true, true, true)),
          Optional.of(new Mirroring(true, true, true)),
          Optional.of(new Stickiness(true, true, true)));

  private Strategy strategy = new Progressive(Ladder.by(10, 50), false);
  private final List<Hook> hooks = new ArrayList<>();
  private int threshold = 5;
  private int stepWeightPromotion;
  private boolean skipAnalysis;
  private boolean revertOnDeletion;
  private boolean suspend;
  private Optional<AffinitySpec> affinity = Optional.empty();
  private Optional<Duration> gateTimeout = Optional.empty();
  private ImmutableList<MetricCheck> metrics =
      ImmutableList.of(MetricCheck.builtin(MetricCheck.SUCCESS_RATE, Range.atLeast(99)));

  static Specs progressive(int stepWeight, int maxWeight) {
    return with(new Progressive(Ladder.by(stepWeight, maxWeight), false));
  }

  static Specs steps(Integer... weights) {
    return with(new Progressive(Ladder.of(weights), false));
  }

  static Specs mirrored(int stepWeight, int maxWeight) {
    return with(new Progressive(Ladder.by(stepWeight, maxWeight), true));
  }

  static Specs abTest(int iterations) {
    return with(new AbTest(iterations));
  }

  static Specs blueGreen(int iterations, boolean mirror) {
    return with(new BlueGreen(iterations, mirror));
  }

  private static Specs with(Strategy strategy) {
    Specs specs = new Specs();
    specs.strategy = strategy;
    return specs;
  }

  Specs hook(Hook.Type type) {
    return hook(type, "gate");
  }

  Specs hook(Hook.Type type, String name) {
    hooks.add(
        new Hook(
            name,
            type,
            "http://gate.test/",
            Duration.ofSeconds(10),
            0,
            false,
            false,
            ImmutableMap.of()));
    return this;
  }

  Specs threshold(int checks) {
    threshold = checks;
    return this;
  }

  Specs stepWeightPromotion(int percent) {
    stepWeightPromotion = percent;
    return this;
  }

  Specs skipAnalysis() {
    skipAnalysis = true;
    return this;
  }

  Specs revertOnDeletion() {
    revertOnDeletion = true;
    return this;
  }

  Specs suspended() {
    suspend = true;
    return this;
  }

  Specs gateTimeout(Duration limit) {
    gateTimeout = Optional.of(limit);
    return this;
  }

  Specs metrics(MetricCheck... checks) {
    metrics = ImmutableList.copyOf(checks);
    return this;
  }

  Specs affinity() {
    affinity =
        Optional.of(
            new AffinitySpec(
                "ck",
                Optional.of("pk"),
                Duration.ofDays(1),
                Duration.ofMinutes(1),
                ImmutableList.of()));
    return this;
  }

  CanarySpec build() {
    return new CanarySpec(
        "istio",
        new ObjectRef("apps/v1", "Deployment", "podinfo"),
        Optional.empty(),
        "podinfo",
        Duration.ofMinutes(10),
        skipAnalysis,
        revertOnDeletion,
        suspend,
        new Analysis(
            Duration.ofMinutes(1),
            threshold,
            strategy,
            stepWeightPromotion,
            100,
            100,
            metrics,
            ImmutableList.copyOf(hooks),
            affinity,
            gateTimeout,
            Tree.Obj.EMPTY),
        Tree.Obj.EMPTY);
  }

  static Revision revision(String version, long generation) {
    return new Revision(
        "c1:" + version, "uid-1", generation, Optional.of(ImmutableMap.of("configmap/c", "1")));
  }

  /** Returns a world in which the canary is initialized and a new revision is in the target. */
  World changed() {
    World world = initialized();
    world.live = revision("v2", 2);
    return world;
  }

  /** Returns a world in which the canary is initialized, its target at zero. */
  World initialized() {
    World world = new World(build());
    world.tick();
    world.turn();
    world.heardSince();
    world.asked.clear();
    world.deliveries.clear();
    world.effects.clear();
    world.primaryRollouts = 0;
    return world;
  }
}
