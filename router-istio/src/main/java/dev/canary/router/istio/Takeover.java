package dev.canary.router.istio;

import com.google.common.collect.ImmutableList;
import dev.canary.core.model.RouteTarget;
import dev.canary.core.port.PortUnavailable;
import dev.canary.core.port.PortUnavailable.Cause;
import dev.canary.core.store.StoredObject;
import dev.canary.core.tree.Json;
import dev.canary.core.tree.JsonException;
import dev.canary.core.tree.Tree;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Remembers what an object was before the router first changed it, and puts it back (router
 * chapter, section 2.10 and rule R12).
 *
 * <p>An object is ours if it has our owner reference or our mark; of any other the first change
 * records the spec, unless kubectl's own annotation holds one, and every change records the labels
 * and annotations that it touches.
 */
final class Takeover {

  private static final ImmutableList<String> MAPS =
      ImmutableList.of(Metadata.LABELS, Metadata.ANNOTATIONS);

  private final RouteTarget target;
  private final Kind kind;
  private final StoredObject live;

  Takeover(RouteTarget target, Kind kind, StoredObject live) {
    this.target = target;
    this.kind = kind;
    this.live = live;
  }

  /** What release does with an object. */
  sealed interface Release {
    /** Nothing: it is not ours, or garbage collection removes it. */
    record Leave() implements Release {}

    /** Delete it: we made it, and nobody else will. */
    record Delete() implements Release {}

    /** Write it as it was before. */
    record Restore(Tree tree) implements Release {}
  }

  /** Returns the mark of objects that are created for the target without owner reference. */
  static String mark(RouteTarget target) {
    return target.key().namespace() + "/" + target.key().name();
  }

  /**
   * Returns the corrected object together with what has to be remembered of the live one.
   *
   * @param routed whether the live object splits traffic for the target already: then it was taken
   *     over by an earlier controller, and its spec is not the original
   */
  Tree remembering(Tree corrected, boolean routed) {
    if (corrected.equals(live.tree()) || isOwned() || isMarked()) {
      return corrected;
    }
    boolean known = has(Metadata.BACKUP) || has(Metadata.ORIGINAL) || has(Metadata.APPLIED);
    Tree tree =
        known || routed
            ? corrected
            : Metadata.annotated(
                corrected,
                Metadata.BACKUP,
                Json.canonical(live.tree().at("spec").orElse(Tree.Obj.EMPTY)));
    boolean earlier = routed || has(Metadata.BACKUP);
    return Metadata.annotated(
        tree, Metadata.ORIGINAL, Json.canonical(originals(corrected, earlier)));
  }

  private Tree originals(Tree corrected, boolean earlier) {
    Tree record =
        Metadata.annotation(live.tree(), Metadata.ORIGINAL)
            .map(text -> parsed(text, Metadata.ORIGINAL))
            .orElseGet(() -> earlier ? markersAdded() : Tree.Obj.EMPTY);
    for (String map : MAPS) {
      Map<String, Tree> originals = new TreeMap<>(record.fields(map));
      Map<String, Tree> before = live.tree().fields("metadata", map);
      corrected
          .fields("metadata", map)
          .forEach(
              (key, value) -> {
                if (!value.equals(before.get(key))) {
                  originals.putIfAbsent(key, before.getOrDefault(key, Tree.Null.NULL));
                }
              });
      record = record.with(Tree.object(originals), map);
    }
    return record;
  }

  private Tree markersAdded() {
    Tree.Members markers = Tree.members();
    kind.markers().keySet().forEach(key -> markers.put(key, Tree.Null.NULL));
    return Tree.members().put(Metadata.ANNOTATIONS, markers.build()).build();
  }

  /**
   * Returns what release has to do.
   *
   * @throws PortUnavailable with cause {@code UNREADABLE} if what was recorded is not JSON
   */
  Release release() {
    if (isOwned()) {
      return new Release.Leave();
    }
    if (isMarked()) {
      return new Release.Delete();
    }
    Optional<Tree> spec =
        Metadata.annotation(live.tree(), Metadata.APPLIED)
            .map(text -> parsed(text, Metadata.APPLIED).at("spec").orElse(Tree.Obj.EMPTY))
            .or(() -> annotation(Metadata.BACKUP).map(text -> parsed(text, Metadata.BACKUP)));
    if (spec.isEmpty() && !has(Metadata.ORIGINAL)) {
      return new Release.Leave();
    }
    Tree restored = spec.map(tree -> kind.replaced(live.tree(), tree)).orElse(live.tree());
    return new Release.Restore(withoutTraces(restored));
  }

  private Tree withoutTraces(Tree tree) {
    Tree record =
        annotation(Metadata.ORIGINAL)
            .map(text -> parsed(text, Metadata.ORIGINAL))
            .orElseGet(this::markersAdded);
    Tree clean = tree;
    for (String map : MAPS) {
      for (Map.Entry<String, Tree> original : record.fields(map).entrySet()) {
        Optional<Tree> value = Optional.of(original.getValue()).filter(Tree.Str.class::isInstance);
        clean = Metadata.with(clean, map, original.getKey(), value);
      }
    }
    for (String trace : ImmutableList.of(Metadata.BACKUP, Metadata.ORIGINAL, Metadata.FENCE)) {
      clean = Metadata.with(clean, Metadata.ANNOTATIONS, trace, Optional.empty());
    }
    return clean;
  }

  private Tree parsed(String json, String annotation) {
    try {
      Tree tree = Json.read(json);
      if (tree instanceof Tree.Obj) {
        return tree;
      }
      throw new PortUnavailable(Cause.UNREADABLE, unreadable(annotation));
    } catch (JsonException e) {
      throw new PortUnavailable(Cause.UNREADABLE, unreadable(annotation), e);
    }
  }

  private String unreadable(String annotation) {
    return live.key() + " failed to unMarshal annotation " + annotation;
  }

  private boolean isOwned() {
    Optional<String> uid = target.owner().flatMap(owner -> owner.text("uid"));
    return uid.isPresent()
        && live.tree().items("metadata", "ownerReferences").stream()
            .anyMatch(reference -> reference.text("uid").equals(uid));
  }

  private boolean isMarked() {
    return annotation(Metadata.CREATED_FOR).filter(mark(target)::equals).isPresent();
  }

  private boolean has(String annotation) {
    return annotation(annotation).isPresent();
  }

  private Optional<String> annotation(String key) {
    return Metadata.annotation(live.tree(), key);
  }
}
