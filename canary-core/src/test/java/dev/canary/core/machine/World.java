package dev.canary.core.machine;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.canary.core.machine.Snapshot.FreshCookies;
import dev.canary.core.model.Affinity;
import dev.canary.core.model.Canary;
import dev.canary.core.model.CanaryKey;
import dev.canary.core.model.CanarySpec;
import dev.canary.core.model.CanaryStatus;
import dev.canary.core.model.Capabilities.Traffic;
import dev.canary.core.model.Fact;
import dev.canary.core.model.Hook;
import dev.canary.core.model.HookResult;
import dev.canary.core.model.Intake;
import dev.canary.core.model.Measurement;
import dev.canary.core.model.Mirror;
import dev.canary.core.model.Owed;
import dev.canary.core.model.Part;
import dev.canary.core.model.Position;
import dev.canary.core.model.Readiness;
import dev.canary.core.model.Revision;
import dev.canary.core.model.RouteView;
import dev.canary.core.model.RouteView.Acceptance;
import dev.canary.core.model.WorkloadView;
import dev.canary.core.tree.Tree;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The world as the machine sees it, in plain fields: applies steps, remembers what was told, and
 * can die before any step. The shell and its ports are not involved.
 */
final class World {

  /** The process dies; nothing that the code under test could catch. */
  static final class Death extends Error {}

  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  CanarySpec spec;
  Traffic traffic = Specs.EVERYTHING;
  CanaryStatus status = CanaryStatus.NEW;
  Instant now = START;

  Revision live = Specs.revision("v1", 1);
  int targetReplicas = 2;
  Readiness target = Readiness.ready();
  boolean primaryExists;
  String primaryId = "";
  String primaryHash = "";
  Readiness primary = Readiness.ready();
  boolean routed;
  int primaryWeight = 100;
  int canaryWeight;
  Mirror mirror = Mirror.NONE;
  Affinity affinity = Affinity.NONE;
  Acceptance acceptance = new Acceptance.Accepted();
  boolean finalizer;
  Optional<Instant> deletedAt = Optional.empty();

  /** What a freshly written primary or scaled-up target says first; ready at once if null. */
  Readiness starting = Readiness.ready();

  final Map<String, HookResult> hooks = new HashMap<>();
  Function<Question.Measure, Measurement> metrics = measure -> new Measurement.Value(100);
  Optional<String> probe = Optional.empty();

  final List<String> told = new ArrayList<>();
  final List<String> deliveries = new ArrayList<>();
  final List<String> asked = new ArrayList<>();
  final List<String> effects = new ArrayList<>();
  final List<Position> positions = new ArrayList<>();
  int primaryRollouts;
  int commits;

  /** Dies before this effect, counted over the life of the world; never if negative. */
  int dieBefore = -1;

  /** Whether the specification is refused; {@code spec} is then the one last accepted. */
  boolean refused;

  private int effectsRun;
  private String fatal = "";
  private int spared;
  private String lasting = "";

  World(CanarySpec spec) {
    this.spec = spec;
  }

  Snapshot look() {
    Optional<WorkloadView.Primary> side =
        primaryExists
            ? Optional.of(
                new WorkloadView.Primary(primary, primaryId, primaryHash.equals(live.hash())))
            : Optional.empty();
    WorkloadView workload = new WorkloadView(live, target, targetReplicas, side, ImmutableMap.of());
    Optional<RouteView> route =
        routed
            ? Optional.of(
                new RouteView(
                    primaryWeight, canaryWeight, mirror, affinity, acceptance, ImmutableMap.of()))
            : Optional.empty();
    return new Snapshot(
        canary(),
        spec,
        workload,
        route,
        traffic,
        new FreshCookies("cccccccccc", "pppppppppp"),
        now);
  }

  private Canary canary() {
    return new Canary(
        new CanaryKey("test", "podinfo"),
        Tree.Obj.EMPTY,
        1,
        deletedAt,
        finalizer,
        new Intake.Accepted(spec, ImmutableList.of()),
        status,
        "1");
  }

  /** One tick: converses and acts until the machine waits. */
  Turn tick() {
    Transcript heard = Transcript.EMPTY;
    String before = lasting;
    lasting = "";
    for (int round = 0; round < 40; round++) {
      Turn turn =
          refused ? RolloutMachine.whileRefused(look()) : RolloutMachine.next(look(), heard);
      switch (turn) {
        case Turn.Ask(Question question, ImmutableList<Fact> first) -> {
          first.forEach(fact -> tell(fact, before));
          heard = heard.with(question, answer(question));
        }
        case Turn.Wait wait -> {
          return turn;
        }
        case Turn.Decide(Decision decision) -> {
          decision.steps().forEach(step -> apply(step, before));
          if (!decision.again()) {
            return turn;
          }
        }
      }
    }
    throw new AssertionError("does not come to rest in " + status.phase());
  }

  /** Moves time and ticks. */
  Turn turn() {
    now = now.plus(spec.analysis().interval());
    return tick();
  }

  Turn after(Duration duration) {
    now = now.plus(duration);
    return tick();
  }

  private Answer answer(Question question) {
    effect("ask");
    return switch (question) {
      case Question.CallHook(String id, Hook hook, var phase) -> {
        asked.add(hook.type().text() + " " + hook.name() + " " + phase.text());
        yield new Answer.Hooked(hooks.getOrDefault(hook.name(), new HookResult.Approved()));
      }
      case Question.Measure measure -> {
        asked.add("metric " + measure.check().name() + " " + measure.aspect());
        yield new Answer.Measured(metrics.apply(measure));
      }
      case Question.ProbeMetrics any -> new Answer.Probed(probe);
    };
  }

  /** Dies before the nth effect of that name from now on, counted from 1. */
  void dieBefore(String effect, int nth) {
    fatal = effect;
    spared = nth - 1;
  }

  private void effect(String name) {
    if (effectsRun++ == dieBefore) {
      throw new Death();
    }
    if (name.equals(fatal) && spared-- == 0) {
      fatal = "";
      throw new Death();
    }
    effects.add(name);
  }

  int effectsRun() {
    return effectsRun;
  }

  private void apply(Step step, String before) {
    effect(step.getClass().getSimpleName());
    switch (step) {
      case Step.Commit(CanaryStatus next) -> commit(next);
      case Step.WritePosition(Position position, boolean fenced) -> write(position);
      case Step.SyncPrimary(Revision revision) -> syncPrimary(revision);
      case Step.ScaleUp() -> scaleUp(2);
      case Step.ScaleToZero() -> targetReplicas = 0;
      case Step.PauseScaler() -> {}
      case Step.ResumeScaler() -> {}
      case Step.SyncScaler() -> {}
      case Step.Ensure(Part part) -> ensure(part);
      case Step.Release(Part part) -> release(part);
      case Step.Pay(Owed owed) -> pay(owed, before);
      case Step.Tell(Fact fact) -> tell(fact, before);
    }
  }

  private void commit(CanaryStatus next) {
    if (!Transitions.allowed(status.phase(), next.phase())) {
      throw new AssertionError(status.phase() + " must not become " + next.phase());
    }
    commits++;
    status = next;
  }

  private void write(Position position) {
    if (position.canary().percent() > 0 && targetReplicas == 0) {
      throw new AssertionError("traffic to a target at zero");
    }
    if (!status.intent().position().equals(Optional.of(position))) {
      throw new AssertionError(position + " was not committed before it is written");
    }
    positions.add(position);
    primaryWeight = position.primary().percent();
    canaryWeight = position.canary().percent();
    mirror = position.mirror();
    affinity = position.affinity();
  }

  private void syncPrimary(Revision revision) {
    if (!live.same(revision)) {
      throw new AssertionError("the target is not " + revision + " any more");
    }
    if (!primaryId.equals(revision.id())) {
      primaryRollouts++;
      primaryId = revision.id();
      primaryHash = live.hash();
      primary = starting;
    }
  }

  private void scaleUp(int replicas) {
    if (targetReplicas == 0) {
      targetReplicas = replicas;
      target = starting;
    }
  }

  private void ensure(Part part) {
    switch (part) {
      case PRIMARY -> {
        if (!primaryExists) {
          primaryExists = true;
          primaryId = live.id();
          primaryHash = live.hash();
          primary = starting;
        }
      }
      case ROUTES -> routed = true;
      case FINALIZER -> finalizer = true;
      default -> {}
    }
  }

  private void release(Part part) {
    switch (part) {
      case TARGET -> scaleUp(2);
      case FINALIZER -> finalizer = false;
      default -> {}
    }
  }

  private void pay(Owed owed, String before) {
    deliveries.add(owed.id());
    switch (owed) {
      case Owed.Tell(String id, Fact fact) -> tell(fact, before);
      case Owed.PostRollout(String id, var phase) -> {
        for (Hook hook : spec.analysis().hooks(Hook.Type.POST_ROLLOUT)) {
          asked.add("post-rollout " + hook.name() + " " + phase.text());
        }
      }
      case Owed.ScaleDown down -> throw new AssertionError("not to be paid like that");
    }
  }

  private void tell(Fact fact, String before) {
    switch (fact) {
      case Fact.Event(boolean warning, String text, var phase, var repeat) -> {
        if (repeat != Fact.Repeat.ALWAYS) {
          lasting = text;
          if (text.equals(before)) {
            return;
          }
        }
        told.add((warning ? "W " : "N ") + text);
      }
      case Fact.Alert(var severity, String text, boolean metadata) ->
          told.add(severity.name().toLowerCase(Locale.ROOT) + ": " + text);
      case Fact.Finished(boolean succeeded, boolean skipped) ->
          told.add("finished " + succeeded + (skipped ? " skipped" : ""));
      case Fact.Measured measured -> {}
    }
  }

  /** Takes what was told since the last call; counters are left out. */
  List<String> heardSince() {
    List<String> news = told.stream().filter(text -> !text.startsWith("finished ")).toList();
    told.clear();
    return news;
  }
}
