package dev.canary.operator.crd;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.canary.core.model.Affinity;
import dev.canary.core.model.CanaryStatus;
import dev.canary.core.model.Counters;
import dev.canary.core.model.Position;
import dev.canary.core.tree.Tree;
import dev.canary.core.tree.Tree.Obj;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The memory of a rollout as the status of its canary, and back (resources chapter, section 4).
 *
 * <ol>
 *   <li>What is written is read as the same value, while it fits 16 KiB; beyond that, texts that
 *       people read are shortened first.
 *   <li>The fields that every controller writes are written as they always were. What we add is in
 *       {@code rollout}, {@code acceptedGeneration} and {@code observedGeneration}.
 *   <li>Members and conditions that nobody here knows survive. Malformed members are read as absent
 *       and never throw.
 *   <li>Where the API server prunes {@code rollout}, {@link #annotation} carries it. It counts only
 *       while nobody else has written the status since.
 * </ol>
 */
public final class StatusCodec {

  /** Name of the annotation that carries what an older schema prunes. */
  public static final String ANNOTATION = RolloutAnnotation.NAME;

  private static final String STATUS = "status";

  /** Creates a codec. */
  public StatusCodec() {}

  /**
   * Reads what a rollout remembers: from {@code status.rollout}, else from the annotation, else
   * from the fields that every controller writes.
   */
  public CanaryStatus read(Tree canary) {
    return TakeOver.read(canary, RolloutAnnotation.recall(canary));
  }

  /**
   * Returns the canary with another status.
   *
   * @param canary as stored; its metadata and specification stay
   * @param next what is to be remembered
   * @param now time stamped on it
   * @param others conditions to set beside {@code Promoted}
   */
  public Tree write(Tree canary, CanaryStatus next, Instant now, Condition... others) {
    Tree stored = canary.at(STATUS).filter(Obj.class::isInstance).orElse(Obj.EMPTY);
    Map<String, Tree> status = new LinkedHashMap<>(stored.fields());
    status.put("phase", Tree.of(next.phase().text()));
    counters(next.counters(), status);
    revisions(SpecHashes.of(stored, read(canary), next), next, status);
    next.intent().position().map(Position::affinity).ifPresent(it -> cookies(it, status));
    status.put("lastTransitionTime", Tree.of(Times.seconds(now)));
    Optional<Condition> promoted =
        PromotedCondition.of(next.state(), canary.textOr("", "spec", "targetRef", "kind"));
    conditions(stored, promoted, others, now, status);
    status.put("rollout", rollout(canary, status, next, promoted));
    status.put("acceptedGeneration", Tree.of(next.acceptedGeneration()));
    status.put("observedGeneration", Tree.of(canary.wholeOr(0, "metadata", "generation")));
    return canary.with(Tree.object(status), STATUS);
  }

  /**
   * Returns the text of the annotation that stands for the same write where the schema prunes
   * {@code status.rollout}. It is to be written before the status, with the same arguments.
   */
  public String annotation(Tree canary, CanaryStatus next, Instant now) {
    return RolloutAnnotation.text(canary, write(canary, next, now));
  }

  /** Returns whether the API server kept what we add, as its answer to a status write shows. */
  public boolean kept(Tree answer) {
    return answer.at(STATUS, "rollout").isPresent();
  }

  private static void counters(Counters counters, Map<String, Tree> status) {
    status.put("failedChecks", Tree.of(counters.failedChecks()));
    status.put("canaryWeight", Tree.of(counters.weight()));
    status.put("iterations", Tree.of(counters.iterations()));
  }

  private static void revisions(SpecHashes hashes, CanaryStatus next, Map<String, Tree> status) {
    hashes.applied().ifPresent(it -> status.put(SpecHashes.APPLIED, Tree.of(it)));
    hashes.promoted().ifPresent(it -> status.put(SpecHashes.PROMOTED, Tree.of(it)));
    next.revisions()
        .seen()
        .ifPresent(seen -> put("trackedConfigs", seen.configs().map(Tree::texts), status));
  }

  private static void cookies(Affinity affinity, Map<String, Tree> status) {
    put("sessionAffinityCookie", affinity.current().map(Tree::of), status);
    put("previousSessionAffinityCookie", affinity.previous().map(Tree::of), status);
    put("primarySessionAffinityCookie", affinity.primary().map(Tree::of), status);
  }

  private static void conditions(
      Tree stored,
      Optional<Condition> promoted,
      Condition[] others,
      Instant now,
      Map<String, Tree> status) {
    ImmutableList<Tree> conditions = stored.items("conditions");
    if (promoted.isPresent()) {
      conditions = Conditions.with(conditions, promoted.get(), now);
    }
    for (Condition other : others) {
      conditions = Conditions.with(conditions, other, now);
    }
    put(
        "conditions",
        conditions.isEmpty() ? Optional.empty() : Optional.of(Tree.array(conditions)),
        status);
  }

  private static Tree rollout(
      Tree canary, Map<String, Tree> status, CanaryStatus next, Optional<Condition> promoted) {
    Optional<ImmutableMap<String, String>> tracked = TakeOver.trackedConfigs(Tree.object(status));
    RolloutCodec codec = new RolloutCodec(new RevisionCodec(tracked));
    Tree analysis = canary.at("spec", "analysis").orElse(Obj.EMPTY);
    return RolloutSize.fit(
        next, it -> Display.add(codec.write(it), analysis, it, promoted.map(Condition::message)));
  }

  private static void put(String name, Optional<? extends Tree> value, Map<String, Tree> status) {
    value.ifPresentOrElse(tree -> status.put(name, tree), () -> status.remove(name));
  }
}
