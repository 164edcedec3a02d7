package dev.canary.operator.command.yaml;

import com.google.common.collect.ImmutableMap;
import dev.canary.core.tree.Tree;

/**
 * One object of a file.
 *
 * @param file as the user named it
 * @param object what is written there
 * @param lines line of each field, by its path such as {@code spec.analysis.metrics[0].name}; the
 *     object itself is the empty path. Lines count from 1
 */
public record Manifest(String file, Tree object, ImmutableMap<String, Integer> lines) {

  /** Returns {@code file:line} of the field, as {@link #line}. */
  public String at(String field) {
    return file + ":" + line(field);
  }

  /** Returns the line of the field, or of the nearest one around it that is written. */
  public int line(String field) {
    String path = field;
    while (!path.isEmpty() && !lines.containsKey(path)) {
      path = path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
    }
    return lines.getOrDefault(path, 1);
  }

  /** Returns the object's name for messages, such as {@code Canary test/podinfo}. */
  public String title() {
    String namespace = object.textOr("", "metadata", "namespace");
    return object.textOr("object", "kind")
        + " "
        + (namespace.isEmpty() ? "" : namespace + "/")
        + object.textOr("without a name", "metadata", "name");
  }
}
