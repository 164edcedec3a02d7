package dev.canary.testkit.cluster.api.http;

import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.api.registry.Target;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A request for changes.
 *
 * @param from the version after which changes are wanted; negative for the present state first
 * @param endMark whether a bookmark tells where the present state ends
 * @param bookmarks whether bookmarks are wanted
 * @param lasting how long the watch lasts
 * @param chosen which objects are wanted
 * @param shape what is sent of each object, such as a table
 */
record Watch(
    Target target,
    long from,
    boolean endMark,
    boolean bookmarks,
    Duration lasting,
    Predicate<Tree> chosen,
    UnaryOperator<Tree> shape) {

  boolean presentFirst() {
    return from < 0;
  }
}
