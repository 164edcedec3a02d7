package dev.canary.operator.process;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.EmbeddedCluster;
import dev.canary.testkit.cluster.api.store.Change;
import dev.canary.testkit.cluster.api.store.Stored;
import dev.canary.testkit.cluster.api.store.VersionGoneException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What an object of namespace {@code test} went through, as the API server remembers it. */
final class History {

  private History() {}

  /**
   * Returns the values that something of an object had, in order and without repetitions.
   *
   * @param since version of the cluster from which on changes count
   */
  static <T> ImmutableList<T> of(
      EmbeddedCluster cluster,
      long since,
      String apiVersion,
      String kind,
      String name,
      Function<Tree, T> view) {
    List<T> values = new ArrayList<>();
    for (Tree object : versions(cluster, since, apiVersion, kind, name)) {
      T value = view.apply(object);
      if (values.isEmpty() || !values.getLast().equals(value)) {
        values.add(value);
      }
    }
    return ImmutableList.copyOf(values);
  }

  private static ImmutableList<Tree> versions(
      EmbeddedCluster cluster, long since, String apiVersion, String kind, String name) {
    try {
      return cluster
          .objects()
          .awaitChanges(apiVersion, kind, since, Duration.ofSeconds(5))
          .changes()
          .stream()
          .map(Change::after)
          .flatMap(Stream::ofNullable)
          .map(Stored::tree)
          .filter(object -> object.textOr("", "metadata", "name").equals(name))
          .collect(toImmutableList());
    } catch (InterruptedException | VersionGoneException impossible) {
      throw new AssertionError("the history of " + kind + " " + name + " is lost", impossible);
    }
  }

  /** Returns the canary's share of a VirtualService, in percent; 0 without one. */
  static long canaryWeight(Tree virtualService) {
    return virtualService.items("spec", "http").stream()
        .flatMap(route -> route.items("route").stream())
        .filter(to -> to.textOr("", "destination", "host").endsWith("-canary"))
        .mapToLong(to -> to.wholeOr(0, "weight"))
        .max()
        .orElse(0);
  }
}
