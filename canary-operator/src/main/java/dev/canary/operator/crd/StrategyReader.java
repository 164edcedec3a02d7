package dev.canary.operator.crd;

import com.google.common.collect.ImmutableList;
import dev.canary.core.model.Ladder;
import dev.canary.core.model.Strategy;

/** Chooses the strategy and checks that it ends (state machine chapter, sections 1 and 8). */
final class StrategyReader {

  private static final int FULL = 100;

  private final String provider;
  private final boolean skipped;

  StrategyReader(String provider, boolean skipped) {
    this.provider = provider;
    this.skipped = skipped;
  }

  Strategy read(Fields analysis) {
    int iterations = analysis.whole("iterations").orElse(0);
    boolean audience = !analysis.objects("match").isEmpty();
    boolean mirror = analysis.flag("mirror");
    // Whoever mirrors takes the percentage from the tree; here it only has to be one.
    analysis.within("mirrorWeight", 0, FULL);
    Ladder ladder = ladder(analysis);
    if (iterations > 0) {
      return audience
          ? new Strategy.AbTest(iterations)
          : new Strategy.BlueGreen(iterations, mirror);
    }
    if (!skipped && !provider.equals(Providers.KUBERNETES)) {
      checkEnds(analysis, ladder);
    }
    return new Strategy.Progressive(ladder, mirror);
  }

  private static Ladder ladder(Fields analysis) {
    int max = analysis.whole("maxWeight").orElse(0);
    if (max > FULL) {
      analysis.note("maxWeight", SpecTexts.clamped(max, FULL));
    }
    return new Ladder(
        analysis.whole("stepWeight").orElse(0),
        analysis.wholes("stepWeights"),
        max <= 0 ? FULL : Math.min(max, FULL));
  }

  private static void checkEnds(Fields analysis, Ladder ladder) {
    if (ladder.stepWeight() > 0) {
      return;
    }
    if (ladder.stepWeights().isEmpty()) {
      noSteps(analysis);
    } else if (ladder.stepWeights().size() == analysis.tree().items("stepWeights").size()) {
      checkGrows(analysis, ladder.stepWeights());
    }
  }

  private static void noSteps(Fields analysis) {
    ImmutableList<String> means = ImmutableList.of("stepWeight", "stepWeights", "iterations");
    String field =
        means.stream()
            .filter(analysis::has)
            .findFirst()
            .map(analysis::path)
            .orElse(analysis.path());
    analysis.findings().problem(field, SpecTexts.NO_STEPS);
  }

  private static void checkGrows(Fields analysis, ImmutableList<Integer> weights) {
    int before = 0;
    for (int i = 0; i < weights.size(); i++) {
      int weight = weights.get(i);
      if (weight <= before) {
        analysis.problem("stepWeights[" + i + "]", SpecTexts.notGrowing(weight, before));
      }
      before = weight;
    }
  }
}
