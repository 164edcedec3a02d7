package dev.canary.testkit.cluster.api.schema;

import com.google.common.collect.ImmutableList;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.api.error.Cause;
import java.util.function.Consumer;

/**
 * The structural schema of one version of a custom resource, compiled once.
 *
 * <p>{@code apiVersion}, {@code kind} and {@code metadata} of the root belong to every schema and
 * are not held to it.
 */
public final class Schema {

  private final Node root;
  private final Tree source;

  private Schema(Node root, Tree source) {
    this.root = root;
    this.source = source;
  }

  /** Compiles an {@code openAPIV3Schema}. */
  public static Schema compile(Tree openApi) {
    return new Schema(NodeReader.read(openApi), openApi);
  }

  /** Returns the {@code openAPIV3Schema} it was compiled from. */
  public Tree source() {
    return source;
  }

  /**
   * Returns the object without fields that the schema does not know.
   *
   * @param unknown is told the path of each field removed
   */
  public Tree prune(Tree object, Consumer<String> unknown) {
    return new Pruning(unknown).root(root, object);
  }

  /** Returns the object with the defaults of absent fields. */
  public Tree withDefaults(Tree object) {
    return Defaulting.applied(root, object);
  }

  /** Returns every rule that the object breaks. */
  public ImmutableList<Cause> problems(Tree object) {
    return new Validation().root(root, object);
  }
}
