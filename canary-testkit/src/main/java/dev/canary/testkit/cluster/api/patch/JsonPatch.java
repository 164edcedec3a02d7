package dev.canary.testkit.cluster.api.patch;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.canary.core.tree.Tree;
import java.util.List;
import java.util.Optional;

/** JSON patch (RFC 6902). */
public final class JsonPatch {

  /** The limit of kube-apiserver for one patch. */
  private static final int MAX_OPERATIONS = 10_000;

  private static final Splitter SLASHES = Splitter.on('/');

  private JsonPatch() {}

  /**
   * Returns the target after all operations of the patch, in their order.
   *
   * @throws PatchException if the patch is malformed, a {@code test} fails or a path does not exist
   */
  public static Tree apply(Tree target, Tree patch) {
    if (!(patch instanceof Tree.Arr(ImmutableList<Tree> operations))) {
      throw PatchException.malformed("a JSON patch must be an array, not " + patch);
    }
    if (operations.size() > MAX_OPERATIONS) {
      throw PatchException.malformed(
          "a JSON patch has at most " + MAX_OPERATIONS + " operations, not " + operations.size());
    }
    Tree result = target;
    for (Tree operation : operations) {
      result = operated(result, operation);
    }
    return result;
  }

  private static Tree operated(Tree tree, Tree operation) {
    ImmutableList<String> path = pointer(operation, "path");
    String op = operation.textOr("", "op");
    return switch (op) {
      case "add" -> Pointers.add(tree, path, value(operation));
      case "remove" -> Pointers.remove(tree, path);
      case "replace" -> Pointers.replace(tree, path, value(operation));
      case "move" -> {
        ImmutableList<String> from = pointer(operation, "from");
        Tree moved = Pointers.get(tree, from);
        yield Pointers.add(Pointers.remove(tree, from), path, moved);
      }
      case "copy" -> Pointers.add(tree, path, Pointers.get(tree, pointer(operation, "from")));
      case "test" -> {
        if (!Pointers.find(tree, path).equals(Optional.of(value(operation)))) {
          throw PatchException.unfit(
              "test of "
                  + operation.textOr("", "path")
                  + " failed: expected "
                  + value(operation)
                  + ", found "
                  + Pointers.find(tree, path).map(Tree::toString).orElse("nothing"));
        }
        yield tree;
      }
      default -> throw PatchException.malformed("unknown operation \"" + op + "\"");
    };
  }

  private static Tree value(Tree operation) {
    return operation
        .at("value")
        .orElseThrow(() -> PatchException.malformed("operation without value: " + operation));
  }

  private static ImmutableList<String> pointer(Tree operation, String field) {
    String text =
        operation
            .text(field)
            .orElseThrow(
                () -> PatchException.malformed("operation without " + field + ": " + operation));
    if (text.isEmpty()) {
      return ImmutableList.of();
    }
    if (text.charAt(0) != '/') {
      throw PatchException.malformed(field + " must start with '/', not " + text);
    }
    List<String> keys = SLASHES.splitToList(text.substring(1));
    return keys.stream()
        .map(key -> key.replace("~1", "/").replace("~0", "~"))
        .collect(ImmutableList.toImmutableList());
  }
}
