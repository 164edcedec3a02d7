package dev.canary.operator.workload;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableMap;
import dev.canary.core.model.WorkloadView;
import dev.canary.core.port.Conflict;
import dev.canary.core.store.StoredObject;
import java.util.stream.Stream;

/**
 * What a decision was made on, as the precondition of its writes.
 *
 * <p>A Deployment's status moves with every pod, which would fail every write during a rolling
 * update. What was decided on is the specification, so the version here is uid and generation,
 * which every change of the specification moves: a leader that wakes up late conflicts also when
 * its successor scaled the target away and back. The write itself has the resource version of the
 * object just read as its precondition. Objects without a generation are held to their resource
 * version.
 */
final class Versions {

  private Versions() {}

  /** Returns the versions of the objects. */
  static ImmutableMap<String, String> of(Stream<StoredObject> objects) {
    return objects.collect(toImmutableMap(object -> object.key().toString(), Versions::of));
  }

  /**
   * Requires that the object is as it was seen.
   *
   * @throws Conflict if it is not, or was not there then
   */
  static void require(WorkloadView seen, StoredObject now) {
    String before = seen.versions().getOrDefault(now.key().toString(), "absent");
    if (!before.equals(of(now))) {
      throw new Conflict(
          "%s changed from %s to %s since it was looked at"
              .formatted(Types.told(now.key()), before, of(now)));
    }
  }

  private static String of(StoredObject object) {
    return object.generation() > 0 ? object.uid() + "/" + object.generation() : object.version();
  }
}
