package dev.canary.operator.crd;

import com.google.common.collect.ImmutableMap;
import dev.canary.core.model.Revision;
import dev.canary.core.tree.Tree;
import dev.canary.core.tree.Tree.Obj;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Revisions as trees. Tracked configs are written as the difference to those of the status ({@code
 * trackedConfigs}), because the revisions of a canary mostly agree on them; an empty checksum says
 * that a config is gone.
 */
final class RevisionCodec {

  private static final String GONE = "";

  private final ImmutableMap<String, String> tracked;

  /** Creates a codec for a status with these tracked configs. */
  RevisionCodec(Optional<ImmutableMap<String, String>> tracked) {
    this.tracked = tracked.orElse(ImmutableMap.of());
  }

  Tree write(Revision revision) {
    Tree.Members members = Tree.members().put("hash", revision.hash());
    if (!revision.uid().isEmpty()) {
      members.put("uid", revision.uid());
    }
    if (revision.generation() != 0) {
      members.put("generation", revision.generation());
    }
    return members
        .putIfPresent("configs", revision.configs().map(configs -> Tree.texts(change(configs))))
        .build();
  }

  /** Returns the revision at the path; one without a hash is none. */
  Optional<Revision> read(Tree tree, String... path) {
    Tree revision = tree.at(path).orElse(Obj.EMPTY);
    return revision
        .text("hash")
        .map(
            hash ->
                new Revision(
                    hash,
                    revision.textOr("", "uid"),
                    revision.wholeOr(0, "generation"),
                    revision
                        .at("configs")
                        .filter(Obj.class::isInstance)
                        .map(configs -> changed(configs.texts()))));
  }

  private ImmutableMap<String, String> change(ImmutableMap<String, String> configs) {
    Map<String, String> change = new LinkedHashMap<>(configs);
    change.entrySet().removeIf(entry -> entry.getValue().equals(tracked.get(entry.getKey())));
    tracked.keySet().stream()
        .filter(key -> !configs.containsKey(key))
        .forEach(key -> change.put(key, GONE));
    return ImmutableMap.copyOf(change);
  }

  private ImmutableMap<String, String> changed(ImmutableMap<String, String> change) {
    Map<String, String> configs = new LinkedHashMap<>(tracked);
    configs.putAll(change);
    configs.values().removeIf(GONE::equals);
    return ImmutableMap.copyOf(configs);
  }
}
