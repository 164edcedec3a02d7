package dev.canary.testkit.cluster.api.resource;

import com.google.common.collect.ImmutableBiMap;
import com.google.common.collect.ImmutableMap;
import dev.canary.core.tree.Tree;
import java.util.Map;

/**
 * How objects of a resource differ from the stored ones, besides {@code apiVersion}.
 *
 * @param renamed the members with another name, by their name in the store
 */
public record Conversion(ImmutableBiMap<String, String> renamed) {

  /** Served as stored. */
  public static final Conversion NONE = new Conversion(ImmutableBiMap.of());

  /** Events of {@code events.k8s.io/v1} over those of the core group. */
  static final Conversion EVENTS =
      new Conversion(
          ImmutableBiMap.<String, String>builder()
              .put("involvedObject", "regarding")
              .put("message", "note")
              .put("reportingComponent", "reportingController")
              .put("source", "deprecatedSource")
              .put("firstTimestamp", "deprecatedFirstTimestamp")
              .put("lastTimestamp", "deprecatedLastTimestamp")
              .put("count", "deprecatedCount")
              .build());

  /** Returns the stored object as it is served. */
  public Tree served(Tree stored) {
    return rename(stored, renamed);
  }

  /** Returns the served object as it is stored. */
  public Tree stored(Tree served) {
    return rename(served, renamed.inverse());
  }

  private static Tree rename(Tree object, Map<String, String> names) {
    if (names.isEmpty() || !(object instanceof Tree.Obj(var members))) {
      return object;
    }
    ImmutableMap.Builder<String, Tree> result = ImmutableMap.builder();
    members.forEach((key, value) -> result.put(names.getOrDefault(key, key), value));
    return new Tree.Obj(result.buildKeepingLast());
  }
}
