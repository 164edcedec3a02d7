package dev.canary.testkit.fake;

import com.google.common.collect.ImmutableSet;
import dev.canary.core.port.SpecError;
import dev.canary.core.store.ObjectKey;
import dev.canary.core.tree.Tree;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What a server does to an object before it stores it: defaulting, pruning, validation. */
@FunctionalInterface
public interface Admission {

  /** Stores what it is given. */
  Admission NONE = (key, tree) -> tree;

  /**
   * Returns the object as it is to be stored.
   *
   * @throws SpecError if the object is refused; nothing is stored
   */
  Tree admit(ObjectKey key, Tree tree);

  /** Returns this admission followed by another. */
  default Admission then(Admission next) {
    return (key, tree) -> next.admit(key, admit(key, tree));
  }

  /** Returns the admission that changes objects of one kind and leaves others alone. */
  static Admission onKind(String kind, Function<Tree, Tree> change) {
    return (key, tree) -> key.type().kind().equals(kind) ? change.apply(tree) : tree;
  }

  /** Returns the admission that sets a value where none stands. */
  static Admission defaulting(String kind, Tree value, String... path) {
    return onKind(kind, tree -> tree.at(path).isPresent() ? tree : tree.with(value, path));
  }

  /** Returns the admission that drops the members of {@code spec} that a schema does not know. */
  static Admission pruning(String kind, ImmutableSet<String> known) {
    return onKind(
        kind,
        tree -> {
          Tree pruned = tree;
          for (String member : tree.fields("spec").keySet()) {
            pruned = known.contains(member) ? pruned : pruned.without("spec", member);
          }
          return pruned;
        });
  }

  /** Returns the admission that refuses objects for which a problem is found. */
  static Admission validating(BiFunction<ObjectKey, Tree, Optional<String>> problem) {
    return (key, tree) -> {
      problem
          .apply(key, tree)
          .ifPresent(
              text -> {
                throw new SpecError(key + " is invalid: " + text);
              });
      return tree;
    };
  }
}
