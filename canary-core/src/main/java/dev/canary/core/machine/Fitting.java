package dev.canary.core.machine;

import com.google.common.collect.ImmutableList;
import dev.canary.core.model.Analysis;
import dev.canary.core.model.CanarySpec;
import dev.canary.core.model.Capabilities.Mirroring;
import dev.canary.core.model.Capabilities.Traffic;
import dev.canary.core.model.Strategy;
import dev.canary.core.model.Strategy.AbTest;
import dev.canary.core.model.Strategy.BlueGreen;
import dev.canary.core.model.Strategy.Progressive;
import java.util.Optional;

/**
 * Fits an intent to what a router declares: what it cannot do is left out and said, or replaced as
 * the reference does without a mesh. Nothing undeclared is ever exercised.
 *
 * @param spec the intent that can be carried out
 * @param warnings what was left out, in the order it is told
 */
public record Fitting(CanarySpec spec, ImmutableList<String> warnings) {

  private static final int DEFAULT_ITERATIONS = 10;

  /** Returns the intent as a router with that traffic can carry it out. */
  public static Fitting of(CanarySpec spec, Traffic traffic) {
    ImmutableList.Builder<String> warnings = ImmutableList.builder();
    Analysis analysis = spec.analysis();
    boolean audience = !analysis.tree().items("match").isEmpty() && traffic.audience().isPresent();
    Strategy strategy = strategy(analysis.strategy(), traffic, warnings);
    Optional<Mirroring> mirror = audience ? Optional.empty() : traffic.mirror();
    analysis = analysis.with(mirroring(strategy, mirror, traffic.weights(), warnings));
    if (analysis.affinity().isPresent() && (audience || traffic.affinity().isEmpty())) {
      warnings.add("Session affinity is not supported by the " + spec.provider() + " provider");
      analysis = analysis.withoutAffinity();
    }
    return new Fitting(spec.with(analysis), warnings.build());
  }

  private static Strategy strategy(
      Strategy wanted, Traffic traffic, ImmutableList.Builder<String> warnings) {
    if (traffic.weights()) {
      return wanted;
    }
    return switch (wanted) {
      case BlueGreen same -> same;
      case AbTest(int iterations) -> {
        warnings.add("A/B testing is not supported when using the kubernetes provider");
        yield new BlueGreen(iterations, false);
      }
      case Progressive progressive -> {
        warnings.add("Progressive traffic is not supported when using the kubernetes provider");
        warnings.add("Setting canaryAnalysis.iterations: " + DEFAULT_ITERATIONS);
        yield new BlueGreen(DEFAULT_ITERATIONS, false);
      }
    };
  }

  private static Strategy mirroring(
      Strategy wanted,
      Optional<Mirroring> mirror,
      boolean weights,
      ImmutableList.Builder<String> warnings) {
    return switch (wanted) {
      case Progressive(var ladder, boolean on)
          when on && mirror.filter(Mirroring::withWeights).isEmpty() -> {
        warnings.add("Traffic mirroring is not supported by this provider, the step is skipped");
        yield new Progressive(ladder, false);
      }
      case BlueGreen(int iterations, boolean on)
          when on && mirror.filter(Mirroring::withIterations).isEmpty() -> {
        if (weights) {
          warnings.add("Traffic mirroring is not supported by this provider, it is skipped");
        }
        yield new BlueGreen(iterations, false);
      }
      default -> wanted;
    };
  }
}
