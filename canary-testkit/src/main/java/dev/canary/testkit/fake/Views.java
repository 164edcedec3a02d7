package dev.canary.testkit.fake;

import dev.canary.core.store.StoredObject;
import dev.canary.core.tree.Tree;

/** What a reader of a store sees of an object, and what its writes mean. */
final class Views {

  private Views() {}

  /** Returns the object without the parts that stores leave out. */
  static StoredObject visible(StoredObject object) {
    return new StoredObject(
        object.key(), object.tree().without("metadata", "managedFields"), object.version());
  }

  /** Returns the stored tree with the difference between what was seen and what is wanted. */
  static Tree patched(Tree stored, Tree seen, Tree wanted) {
    Tree patched = stored;
    for (Tree.Change change : seen.diff(wanted)) {
      String[] path = change.path().toArray(String[]::new);
      Tree after = change.after();
      patched = after == null ? patched.without(path) : patched.with(after, path);
    }
    return patched;
  }

  /** Returns whether the object's controller has that unique id. */
  static boolean isControlledBy(Tree tree, String uid) {
    return tree.items("metadata", "ownerReferences").stream()
        .anyMatch(owner -> owner.isTrue("controller") && owner.textOr("", "uid").equals(uid));
  }
}
