package dev.canary.testkit.sim;

import com.google.common.collect.ImmutableList;
import dev.canary.core.model.Canary;
import dev.canary.core.model.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What users and pods do to one canary, stage by stage, and how it must end.
 *
 * @param name shown in reports
 * @param canary as first applied
 * @param stages in order; one happens once those before it have happened and its condition holds
 * @param end phase to come to rest in
 */
public record Scenario(String name, Canary canary, ImmutableList<Stage> stages, Phase end) {

  /** The revision that the target runs at first. */
  public static final String FIRST_REVISION = "c1:v1";

  /**
   * Something that happens outside of the operator.
   *
   * @param name shown in reports
   * @param when whether its time has come
   * @param then what happens
   */
  public record Stage(String name, Predicate<World> when, Consumer<World> then) {}

  /** Starts a scenario. */
  public static Builder of(String name, Canary canary) {
    return new Builder(name, canary);
  }

  /** Collects stages. */
  public static final class Builder {
    private final String name;
    private final Canary canary;
    private final List<Stage> stages = new ArrayList<>();

    Builder(String name, Canary canary) {
      this.name = name;
      this.canary = canary;
    }

    /** Adds what happens before the first tick. */
    public Builder first(Consumer<World> then) {
      return when("at first", world -> true, then);
    }

    /** Adds a stage. */
    public Builder when(String condition, Predicate<World> when, Consumer<World> then) {
      stages.add(new Stage(condition, when, then));
      return this;
    }

    /** Adds a stage that waits until the canary is in a phase and owes nothing. */
    public Builder settled(Phase phase, Consumer<World> then) {
      return when(
          "settled in " + phase,
          world -> world.status().phase() == phase && world.status().owed().isEmpty(),
          then);
    }

    /** Adds a new revision, applied once the canary is initialized and at rest. */
    public Builder newRevision(String hash) {
      return settled(Phase.INITIALIZED, world -> world.workloads().deploy(world.key(), hash));
    }

    /** Adds a stage that waits until a share of the traffic was decided on for the canary. */
    public Builder atWeight(int percent, Consumer<World> then) {
      return when(
          "at weight " + percent,
          world ->
              world
                  .status()
                  .intent()
                  .position()
                  .filter(position -> position.canary().percent() >= percent)
                  .isPresent(),
          then);
    }

    /** Adds a stage that waits for a phase. */
    public Builder inPhase(Phase phase, Consumer<World> then) {
      return when("in " + phase, world -> world.status().phase() == phase, then);
    }

    /** Returns the scenario. */
    public Scenario endsIn(Phase phase) {
      return new Scenario(name, canary, ImmutableList.copyOf(stages), phase);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
