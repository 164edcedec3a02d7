package dev.canary.router.istio;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.canary.core.tree.Tree;
import java.util.TreeMap;

/** Narrows the conditions of the service (router chapter, sections 2.5 and 12.1, H9). */
final class Conditions {

  /** What an audience can consist of: maps, by name, of what a request must carry. */
  static final ImmutableSet<String> SUBJECTS =
      ImmutableSet.of("headers", "queryParams", "sourceLabels");

  private Conditions() {}

  /**
   * Returns entries that hold where one of {@code narrow} and one of {@code service} hold: the
   * cross product, {@code narrow} outermost. Where both name the same header, {@code narrow} wins.
   */
  static ImmutableList<Tree> narrowed(
      ImmutableList<Tree> narrow, ImmutableList<Tree> service, Dialect dialect) {
    if (service.isEmpty()) {
      return narrow;
    }
    return narrow.stream()
        .flatMap(entry -> service.stream().map(base -> narrowed(base, entry, dialect)))
        .collect(toImmutableList());
  }

  private static Tree narrowed(Tree base, Tree entry, Dialect dialect) {
    Tree merged = base;
    for (String subject : SUBJECTS) {
      if (!entry.fields(subject).isEmpty()) {
        merged =
            switch (dialect) {
              case CURRENT -> merged.with(union(base, entry, subject), subject);
              case FLAGGER -> replaced(merged, entry, subject);
            };
      }
    }
    return merged;
  }

  private static Tree replaced(Tree base, Tree entry, String subject) {
    return subject.equals("queryParams")
        ? base
        : base.with(Tree.object(entry.fields(subject)), subject);
  }

  private static Tree union(Tree base, Tree entry, String subject) {
    TreeMap<String, Tree> both = new TreeMap<>(base.fields(subject));
    both.putAll(entry.fields(subject));
    return Tree.object(both);
  }
}
