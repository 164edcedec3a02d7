package dev.canary.operator.crd;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.canary.core.model.CanaryStatus;
import dev.canary.core.model.CanaryStatus.Rejection;
import dev.canary.core.model.CanaryStatus.Revisions;
import dev.canary.core.model.Fact;
import dev.canary.core.model.Owed;
import dev.canary.core.model.Revision;
import dev.canary.core.model.RolloutState;
import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree.Obj;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/**
 * Keeps {@code status.rollout} within 16 KiB: first by shortening texts that people read, at last
 * by forgetting in which tracked configs past revisions differ from the one last seen.
 */
final class RolloutSize {

  static final int MAX_BYTES = 16 * 1024;

  private static final ImmutableList<Integer> TEXT_LIMITS =
      ImmutableList.of(1024, 512, 256, 128, 64, 32);

  private RolloutSize() {}

  /** Returns the memory of a rollout, shortened as far as needed and no further. */
  static Obj fit(CanaryStatus status, Function<CanaryStatus, Obj> codec) {
    Obj rollout = codec.apply(status);
    for (int limit : TEXT_LIMITS) {
      if (bytes(rollout) <= MAX_BYTES) {
        return rollout;
      }
      rollout = codec.apply(shortened(status, limit));
    }
    return bytes(rollout) <= MAX_BYTES
        ? rollout
        : codec.apply(forgetful(shortened(status, TEXT_LIMITS.getLast())));
  }

  private static int bytes(Obj rollout) {
    return Json.write(rollout).getBytes(StandardCharsets.UTF_8).length;
  }

  private static CanaryStatus shortened(CanaryStatus status, int limit) {
    Revisions known = status.revisions();
    Optional<Rejection> rejected =
        known.rejected().map(it -> new Rejection(it.revision(), Texts.clip(it.reason(), limit)));
    return status
        .with(new Revisions(known.seen(), known.analysed(), known.promoted(), rejected))
        .owing(
            status.owed().stream().map(owed -> shortened(owed, limit)).collect(toImmutableList()));
  }

  private static Owed shortened(Owed owed, int limit) {
    return owed instanceof Owed.Tell(String id, Fact fact)
        ? new Owed.Tell(id, shortened(fact, limit))
        : owed;
  }

  private static Fact shortened(Fact fact, int limit) {
    return switch (fact) {
      case Fact.Event it ->
          new Fact.Event(it.warning(), Texts.clip(it.text(), limit), it.phase(), it.repeat());
      case Fact.Alert it ->
          new Fact.Alert(it.severity(), Texts.clip(it.text(), limit), it.withMetadata());
      case Fact.Measured it -> new Fact.Measured(Texts.clip(it.metric(), limit), it.value());
      case Fact.Finished it -> it;
    };
  }

  private static CanaryStatus forgetful(CanaryStatus status) {
    Revisions known = status.revisions();
    RolloutState state =
        status.state() instanceof RolloutState.Initializing(var source)
            ? new RolloutState.Initializing(source.map(it -> assumed(it, known)))
            : status.state();
    return status
        .with(state)
        .with(
            new Revisions(
                known.seen(),
                known.analysed().map(it -> assumed(it, known)),
                known.promoted().map(it -> assumed(it, known)),
                known
                    .rejected()
                    .map(it -> new Rejection(assumed(it.revision(), known), it.reason()))));
  }

  private static Revision assumed(Revision revision, Revisions known) {
    return new Revision(
        revision.hash(),
        revision.uid(),
        revision.generation(),
        known.seen().flatMap(Revision::configs));
  }
}
