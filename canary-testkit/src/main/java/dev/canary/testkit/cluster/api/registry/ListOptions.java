package dev.canary.testkit.cluster.api.registry;

import dev.canary.testkit.cluster.api.select.Selection;

/**
 * Which part of a list is wanted.
 *
 * @param limit how many objects at most; 0 for all
 * @param next the token of the part before; empty for the first part
 */
public record ListOptions(Selection selection, long limit, String next) {

  /** The options of a caller that wants everything of the resource. */
  public static ListOptions all(String plural) {
    return new ListOptions(Selection.parse("", "", plural), 0, "");
  }
}
