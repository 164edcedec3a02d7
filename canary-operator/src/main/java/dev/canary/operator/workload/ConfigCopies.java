package dev.canary.operator.workload;

import com.google.common.collect.ImmutableList;
import dev.canary.core.model.Canary;
import dev.canary.core.port.PortUnavailable;
import dev.canary.core.port.PortUnavailable.Cause;
import dev.canary.core.store.ObjectKey;
import dev.canary.core.store.ObjectStore;
import dev.canary.core.store.StoredObject;
import dev.canary.core.tree.Tree;
import java.util.Optional;
import java.util.function.Function;

/** The primary's own copies of tracked configs (workload chapter, section 8.4). */
final class ConfigCopies {

  private final ObjectStore store;
  private final Reader reader;
  private final ImmutableList<String> prefixes;

  ConfigCopies(ObjectStore store, Reader reader, ImmutableList<String> prefixes) {
    this.store = store;
    this.reader = reader;
    this.prefixes = prefixes;
  }

  /**
   * Returns whether every copy has the content of its source.
   *
   * @param content what counts as content, as a checksum
   */
  boolean current(String namespace, TrackedConfigs configs, Function<Tree, String> content) {
    return configs.sources().entrySet().stream()
        .allMatch(
            entry ->
                reader
                    .find(entry.getKey().copy(namespace))
                    .map(copy -> content.apply(copy.tree()))
                    .filter(content.apply(entry.getValue().tree())::equals)
                    .isPresent());
  }

  /** Makes every copy what its source is; copies that are make no write. */
  void write(Canary canary, TrackedConfigs configs) {
    configs
        .sources()
        .forEach((ref, source) -> write(canary, ref.copy(canary.key().namespace()), source));
  }

  private void write(Canary canary, ObjectKey key, StoredObject source) {
    Optional<StoredObject> live = reader.find(key);
    Failures.prefixed(
        (live.isEmpty() ? "creating " : "updating ") + Types.told(key) + " failed: ",
        () -> {
          if (live.isEmpty()) {
            store.create(key, wanted(canary, Trees.object(key), source.tree()));
          } else {
            replace(canary, live.get(), source.tree());
          }
        });
  }

  private void replace(Canary canary, StoredObject live, Tree source) {
    boolean sameContent =
        ConfigChecksum.of(live.tree()).equals(ConfigChecksum.of(source)) && sameType(live, source);
    if (!sameContent) {
      refuseForeign(live);
    }
    if (!sameType(live, source) || (!sameContent && live.tree().isTrue("immutable"))) {
      Tree fresh =
          Trees.object(live.key())
              .with(Owners.shared(canary, live.tree()), "metadata", "ownerReferences");
      store.delete(live);
      store.create(live.key(), wanted(canary, fresh, source));
    } else if (!sameContent || Owners.ownedByAnyCanary(live.tree())) {
      store.update(live, wanted(canary, live.tree(), source));
    }
  }

  /** Refuses to overwrite what a user made under the copy's name. */
  private static void refuseForeign(StoredObject live) {
    if (!Owners.ownedByAnyCanary(live.tree())) {
      throw new PortUnavailable(
          Cause.MISSING_REFERENCE,
          "it exists, differs from its source and no Canary owns it; rename or delete it");
    }
  }

  /** The type of a Secret cannot be changed in place. */
  private static boolean sameType(StoredObject live, Tree source) {
    return !live.key().type().equals(Types.SECRET)
        || live.tree().textOr("Opaque", "type").equals(source.textOr("Opaque", "type"));
  }

  private Tree wanted(Canary canary, Tree copy, Tree source) {
    Tree tree =
        Trees.setTexts(
            copy,
            Metadata.prefixed(source.texts("metadata", "labels"), prefixes),
            "metadata",
            "labels");
    tree = tree.without("metadata", "annotations");
    tree = tree.with(Owners.shared(canary, copy), "metadata", "ownerReferences");
    tree = Trees.set(tree, source.at("type"), "type");
    tree = Trees.set(tree, source.at("data"), "data");
    return Trees.set(tree, source.at("binaryData"), "binaryData");
  }
}
