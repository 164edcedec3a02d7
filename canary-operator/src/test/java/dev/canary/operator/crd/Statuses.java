package dev.canary.operator.crd;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.canary.core.model.Affinity;
import dev.canary.core.model.CanaryStatus;
import dev.canary.core.model.CanaryStatus.Rejection;
import dev.canary.core.model.CanaryStatus.Revisions;
import dev.canary.core.model.CanaryStatus.Run;
import dev.canary.core.model.Counters;
import dev.canary.core.model.Fact;
import dev.canary.core.model.Intent;
import dev.canary.core.model.Mirror;
import dev.canary.core.model.Owed;
import dev.canary.core.model.Phase;
import dev.canary.core.model.Position;
import dev.canary.core.model.Revision;
import dev.canary.core.model.RolloutState;
import dev.canary.core.model.Weight;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/** Draws arbitrary statuses; the same seed gives the same one. */
final class Statuses {

  private static final ImmutableList<String> TEXTS =
      ImmutableList.of(
          "",
          "ok",
          "Halt podinfo.test advancement success rate 12.50% < 99%",
          "“ü𝄞\"\\\n\t\u0001");

  private final Random random;

  Statuses(long seed) {
    this.random = new Random(seed);
  }

  CanaryStatus any() {
    return any(state(pick(ImmutableList.copyOf(Phase.values()))));
  }

  CanaryStatus any(RolloutState state) {
    return new CanaryStatus(
        state,
        new Counters(random.nextInt(101), random.nextInt(12) - 1, random.nextInt(20)),
        new Revisions(
            maybe(this::revision),
            maybe(this::revision),
            maybe(this::revision),
            maybe(() -> new Rejection(revision(), text()))),
        new Intent(
            maybe(this::position), maybe(this::position), maybe(this::time), maybe(this::time)),
        new Run(random.nextInt(5), maybe(this::time)),
        owed(random.nextInt(CanaryStatus.MAX_OWED + 1)),
        random.nextInt(9));
  }

  RolloutState state(Phase phase) {
    return switch (phase) {
      case NEW -> new RolloutState.New();
      case INITIALIZING -> new RolloutState.Initializing(maybe(this::revision));
      case INITIALIZED -> new RolloutState.Initialized();
      case WAITING -> new RolloutState.Waiting(idle(), time());
      case PROGRESSING -> new RolloutState.Progressing(random.nextBoolean());
      case WAITING_PROMOTION -> new RolloutState.WaitingPromotion(time());
      case PROMOTING -> new RolloutState.Promoting(random.nextBoolean());
      case FINALISING -> new RolloutState.Finalising();
      case SUCCEEDED -> new RolloutState.Succeeded();
      case FAILED -> new RolloutState.Failed(random.nextBoolean());
      case TERMINATING -> new RolloutState.Terminating();
      case TERMINATED -> new RolloutState.Terminated();
    };
  }

  private RolloutState idle() {
    return switch (random.nextInt(4)) {
      case 0 -> new RolloutState.Initialized();
      case 1 -> new RolloutState.Succeeded();
      case 2 -> new RolloutState.Terminated();
      default -> new RolloutState.Failed(random.nextBoolean());
    };
  }

  private Revision revision() {
    return new Revision(
        random.nextBoolean() ? "c1:" + Long.toHexString(random.nextLong()) : "85d557f47b",
        random.nextBoolean() ? "uid-" + random.nextInt(9) : "",
        random.nextInt(4),
        maybe(this::configs));
  }

  private ImmutableMap<String, String> configs() {
    ImmutableMap.Builder<String, String> configs = ImmutableMap.builder();
    for (int i = 0; i < 3; i++) {
      if (random.nextBoolean()) {
        configs.put("configmap/c" + i, Integer.toHexString(random.nextInt(3)));
      }
    }
    return configs.buildOrThrow();
  }

  private Position position() {
    return new Position(
        new Weight(random.nextInt(101)),
        new Mirror(random.nextInt(101)),
        new Affinity(maybe(this::cookie), maybe(this::cookie), maybe(this::cookie)));
  }

  private String cookie() {
    return "ck=" + random.nextInt(99);
  }

  ImmutableList<Owed> owed(int number) {
    ImmutableList.Builder<Owed> owed = ImmutableList.builder();
    for (int i = 0; i < number; i++) {
      owed.add(owed("run-3/" + i));
    }
    return owed.build();
  }

  private Owed owed(String id) {
    return switch (random.nextInt(6)) {
      case 0 -> new Owed.PostRollout(id, phase());
      case 1 -> new Owed.ScaleDown(id, time());
      case 2 -> new Owed.Tell(id, new Fact.Finished(random.nextBoolean(), random.nextBoolean()));
      case 3 -> new Owed.Tell(id, new Fact.Measured("latency", number()));
      case 4 ->
          new Owed.Tell(
              id,
              new Fact.Alert(
                  pick(ImmutableList.copyOf(Fact.Severity.values())),
                  text(),
                  random.nextBoolean()));
      default ->
          new Owed.Tell(
              id,
              new Fact.Event(
                  random.nextBoolean(),
                  text(),
                  phase(),
                  pick(ImmutableList.copyOf(Fact.Repeat.values()))));
    };
  }

  private double number() {
    return switch (random.nextInt(4)) {
      case 0 -> Double.POSITIVE_INFINITY;
      case 1 -> Double.NEGATIVE_INFINITY;
      case 2 -> random.nextDouble() * 1e12;
      default -> 99;
    };
  }

  private Phase phase() {
    return pick(ImmutableList.copyOf(Phase.values()));
  }

  private String text() {
    return pick(TEXTS);
  }

  private Instant time() {
    return Instant.ofEpochSecond(
        1_700_000_000L + random.nextInt(1_000_000), random.nextInt(1_000_000_000));
  }

  private <T> Optional<T> maybe(Supplier<T> value) {
    return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
  }

  private <T> T pick(ImmutableList<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
