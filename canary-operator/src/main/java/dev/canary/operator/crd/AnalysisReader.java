package dev.canary.operator.crd;

import dev.canary.core.model.AffinitySpec;
import dev.canary.core.model.Analysis;
import java.time.Duration;
import java.util.Optional;

/** Reads {@code spec.analysis} (resources chapter, section 3; state machine chapter, section 1). */
final class AnalysisReader {

  private static final int ALL_PODS = 100;

  private final String namespace;
  private final String provider;
  private final boolean skipped;

  /**
   * Creates a reader.
   *
   * @param namespace of the canary
   * @param provider of the canary
   * @param skipped whether nothing is analysed, so that steps without end do not matter
   */
  AnalysisReader(String namespace, String provider, boolean skipped) {
    this.namespace = namespace;
    this.provider = provider;
    this.skipped = skipped;
  }

  Analysis read(Fields analysis) {
    Duration interval = interval(analysis);
    Optional<AffinitySpec> affinity =
        analysis.has("sessionAffinity")
            ? Optional.of(AffinityReader.read(analysis.child("sessionAffinity"), interval))
            : Optional.empty();
    AlertReader.check(analysis);
    return new Analysis(
        interval,
        Math.max(1, analysis.whole("threshold").orElse(1)),
        new StrategyReader(provider, skipped).read(analysis),
        Math.min(100, analysis.within("stepWeightPromotion", 0, Integer.MAX_VALUE).orElse(0)),
        ready(analysis, "primaryReadyThreshold"),
        ready(analysis, "canaryReadyThreshold"),
        new MetricReader(namespace, skipped).read(analysis),
        HookReader.read(analysis),
        affinity,
        analysis
            .within("gateTimeoutSeconds", 1, Integer.MAX_VALUE)
            .map(seconds -> Duration.ofSeconds(seconds)),
        analysis.tree());
  }

  private static Duration interval(Fields analysis) {
    Optional<String> text = analysis.text("interval");
    Optional<Duration> parsed = text.flatMap(GoDuration::parse);
    if (text.isPresent() && parsed.isEmpty()) {
      analysis.note("interval", SpecTexts.assumed(text.get(), "no duration, so 1m"));
    } else if (parsed.filter(it -> it.compareTo(Intervals.LEAST) < 0).isPresent()) {
      analysis.note("interval", SpecTexts.assumed(text.orElse(""), "less than 10s, so 10s"));
    }
    return Intervals.effective(text);
  }

  /** Zero is honoured; more than all pods cannot be available. */
  private static int ready(Fields analysis, String name) {
    int percent = analysis.whole(name).orElse(ALL_PODS);
    int used = Math.clamp(percent, 0, ALL_PODS);
    if (used != percent) {
      analysis.note(name, SpecTexts.clamped(percent, used));
    }
    return used;
  }
}
