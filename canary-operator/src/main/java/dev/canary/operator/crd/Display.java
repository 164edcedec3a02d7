package dev.canary.operator.crd;

import dev.canary.core.model.CanaryStatus;
import dev.canary.core.model.CanaryStatus.Rejection;
import dev.canary.core.model.Phase;
import dev.canary.core.model.Revision;
import dev.canary.core.tree.Tree;
import dev.canary.core.tree.Tree.Obj;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Members of {@code status.rollout} that only the columns of {@code kubectl get} show; nobody reads
 * them back.
 */
final class Display {

  private static final int MAX_REASON = 120;
  private static final int MAX_REVISION = 24;

  private Display() {}

  /**
   * Returns the memory of a rollout with these members.
   *
   * @param analysis {@code spec.analysis}
   * @param message of the {@code Promoted} condition, the reason if there is no better one
   */
  static Obj add(Obj rollout, Tree analysis, CanaryStatus status, Optional<String> message) {
    Optional<String> rejection =
        status
            .revisions()
            .rejected()
            .filter(it -> status.phase() == Phase.FAILED)
            .map(Rejection::reason);
    Map<String, Tree> members = new LinkedHashMap<>(rollout.members());
    step(analysis, status).ifPresent(it -> members.put("step", Tree.of(it)));
    revision(status).ifPresent(it -> members.put("revision", Tree.of(it)));
    nextCheck(analysis, status)
        .ifPresent(it -> members.put("nextCheck", Tree.of(Times.seconds(it))));
    rejection
        .or(() -> message)
        .ifPresent(it -> members.put("reason", Tree.of(Texts.clip(it, MAX_REASON))));
    return Tree.object(members);
  }

  /** Returns {@code 3/10} of an analysis in iterations, {@code 20%} of one in weights. */
  private static Optional<String> step(Tree analysis, CanaryStatus status) {
    if (!running(status.phase()) && status.phase() != Phase.PROMOTING) {
      return Optional.empty();
    }
    long iterations = analysis.wholeOr(0, "iterations");
    int weight =
        status
            .intent()
            .position()
            .map(position -> position.canary().percent())
            .orElse(status.counters().weight());
    return Optional.of(
        iterations > 0 ? status.counters().iterations() + "/" + iterations : weight + "%");
  }

  private static Optional<String> revision(CanaryStatus status) {
    return status
        .revisions()
        .analysed()
        .or(status.revisions()::seen)
        .map(Revision::hash)
        .map(hash -> Texts.clip(hash, MAX_REVISION));
  }

  private static Optional<Instant> nextCheck(Tree analysis, CanaryStatus status) {
    if (!running(status.phase())) {
      return Optional.empty();
    }
    Duration interval = Intervals.effective(analysis.text("interval"));
    return Stream.of(status.intent().since(), status.intent().lastJudgement())
        .flatMap(Optional::stream)
        .max(Instant::compareTo)
        .map(last -> last.plus(interval));
  }

  private static boolean running(Phase phase) {
    return phase == Phase.PROGRESSING || phase == Phase.WAITING_PROMOTION;
  }
}
