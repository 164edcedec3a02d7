package dev.canary.operator.crd;

import com.google.common.collect.ImmutableList;
import dev.canary.core.tree.Tree;
import dev.canary.core.tree.Tree.Obj;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The list of conditions of a status (resources chapter, section 4.2). Conditions of other types,
 * and members of a condition that nobody here knows, are kept.
 */
public final class Conditions {

  private Conditions() {}

  /**
   * Returns the conditions with one set.
   *
   * <p>If status, reason and message are as stored, nothing changes. Otherwise its {@code
   * lastUpdateTime} is now, and its {@code lastTransitionTime} too when the status changed. {@code
   * Promoted} comes first; a new condition of another type comes last.
   */
  public static ImmutableList<Tree> with(
      ImmutableList<Tree> conditions, Condition condition, Instant now) {
    List<Tree> result = new ArrayList<>(distinct(conditions));
    int at = indexOf(result, condition.type());
    Tree stored = at < 0 ? Obj.EMPTY : result.get(at);
    Tree next = same(stored, condition) ? stored : changed(stored, condition, now);
    if (at >= 0) {
      result.remove(at);
    }
    int place = at < 0 ? result.size() : at;
    result.add(condition.type().equals(Condition.PROMOTED) ? 0 : place, next);
    return ImmutableList.copyOf(result);
  }

  /** Returns the conditions without that type. */
  public static ImmutableList<Tree> without(ImmutableList<Tree> conditions, String type) {
    return conditions.stream()
        .filter(condition -> !type(condition).equals(type))
        .collect(ImmutableList.toImmutableList());
  }

  private static Tree changed(Tree stored, Condition condition, Instant now) {
    String time = Times.seconds(now);
    boolean kept = stored.textOr("", "status").equals(condition.status().text());
    return stored
        .with(condition.type(), "type")
        .with(condition.status().text(), "status")
        .with(condition.reason(), "reason")
        .with(condition.message(), "message")
        .with(time, "lastUpdateTime")
        .with(kept ? stored.textOr(time, "lastTransitionTime") : time, "lastTransitionTime");
  }

  private static boolean same(Tree stored, Condition condition) {
    return stored.textOr("", "status").equals(condition.status().text())
        && stored.textOr("", "reason").equals(condition.reason())
        && stored.textOr("", "message").equals(condition.message());
  }

  private static List<Tree> distinct(List<Tree> conditions) {
    Set<String> types = new HashSet<>();
    return conditions.stream()
        .filter(condition -> !type(condition).isEmpty() && types.add(type(condition)))
        .toList();
  }

  private static int indexOf(List<Tree> conditions, String type) {
    for (int i = 0; i < conditions.size(); i++) {
      if (type(conditions.get(i)).equals(type)) {
        return i;
      }
    }
    return -1;
  }

  private static String type(Tree condition) {
    return condition.textOr("", "type");
  }
}
