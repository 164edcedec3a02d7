package dev.canary.testkit.sim;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.canary.core.model.Owed;
import dev.canary.core.model.Part;
import dev.canary.core.model.Phase;
import dev.canary.core.model.Revision;
import dev.canary.core.model.RouteView;
import dev.canary.testkit.fake.InMemoryCanaryStore.Commit;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How a run came to rest.
 *
 * @param state what must not depend on what failed on the way
 * @param deliveries how often each obligation ever committed was met, by its id
 * @param calls how many port calls were made
 * @param elapsed simulated time
 */
public record End(
    State state, ImmutableMap<String, Integer> deliveries, int calls, Duration elapsed) {

  /**
   * What must not depend on what failed on the way.
   *
   * @param phase of the canary
   * @param gone whether the canary was released
   * @param promoted hash of the revision promoted last
   * @param primary hash of the revision that the primary runs
   * @param primaryRollouts how often the primary's pods were rolled, its creation included
   * @param route both weights, and whether traffic is mirrored; empty once the canary is gone, when
   *     owned objects are collected
   * @param replicas of the target
   * @param owed what is still owed
   * @param parts what is established
   */
  public record State(
      Phase phase,
      boolean gone,
      Optional<String> promoted,
      Optional<String> primary,
      int primaryRollouts,
      Optional<String> route,
      int replicas,
      ImmutableList<Owed> owed,
      ImmutableSet<Part> parts) {

    static State of(World world) {
      return new State(
          world.status().phase(),
          world.canary().isEmpty(),
          world.status().revisions().promoted().map(Revision::hash),
          world.workloads().primary(world.key()).map(Revision::hash),
          world.workloads().primaryRollouts(world.key()),
          world.canary().flatMap(present -> world.route()).map(RouteView::toString),
          world.workloads().replicas(world.key()),
          world.status().owed(),
          ImmutableSet.copyOf(world.workloads().parts(world.key())));
    }
  }

  static End of(World world, int calls, Instant start) {
    return new End(
        State.of(world),
        deliveries(world),
        calls,
        Duration.between(start, world.clock().instant()));
  }

  private static ImmutableMap<String, Integer> deliveries(World world) {
    Map<String, Integer> met = new LinkedHashMap<>();
    for (Commit commit : world.canaries().commits()) {
      for (Owed owed : commit.status().owed()) {
        switch (owed) {
          case Owed.Tell(String id, var fact) -> met.computeIfAbsent(id, any -> told(world, id));
          case Owed.PostRollout(String id, Phase phase) ->
              met.computeIfAbsent(id, any -> called(world, id));
          case Owed.ScaleDown later -> {}
        }
      }
    }
    return ImmutableMap.copyOf(met);
  }

  private static int told(World world, String id) {
    return (int) world.people().told().stream().filter(told -> told.delivery().equals(id)).count();
  }

  private static int called(World world, String id) {
    return (int)
        world.webhooks().calls().stream()
            .filter(called -> called.call().delivery().startsWith(id + "-"))
            .count();
  }
}
