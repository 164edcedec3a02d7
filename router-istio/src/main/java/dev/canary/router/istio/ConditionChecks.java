package dev.canary.router.istio;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.canary.core.model.SpecProblem;
import dev.canary.core.tree.Tree;
import java.util.Set;

/**
 * Finds conditions that Istio cannot express, or would read as a wider audience (router chapter,
 * rule R14).
 */
final class ConditionChecks {

  private static final ImmutableSet<String> COMPARISONS =
      ImmutableSet.of("exact", "prefix", "regex");

  private static final ImmutableList<String> TEXTS =
      ImmutableList.of("uri", "scheme", "method", "authority");

  private static final ImmutableList<String> MAPS =
      ImmutableList.of("headers", "queryParams", "withoutHeaders");

  /** Istio's reference of HTTPMatchRequest: these keys are ignored among the headers. */
  private static final ImmutableSet<String> IGNORED_HEADERS = ImmutableSet.copyOf(TEXTS);

  private final ImmutableList.Builder<SpecProblem> problems;

  ConditionChecks(ImmutableList.Builder<SpecProblem> problems) {
    this.problems = problems;
  }

  /** Checks {@code spec.service.match}. */
  void service(ImmutableList<Tree> entries) {
    for (int i = 0; i < entries.size(); i++) {
      Tree entry = entries.get(i);
      String path = "spec.service.match[" + i + "]";
      if (isObject(entry, path)) {
        TEXTS.forEach(
            name -> entry.at(name).ifPresent(value -> comparison(value, path + "." + name, 0)));
        MAPS.forEach(name -> comparisons(entry, name, path, 0));
      }
    }
  }

  /** Checks {@code spec.analysis.match}. */
  void audience(ImmutableList<Tree> entries) {
    for (int i = 0; i < entries.size(); i++) {
      Tree entry = entries.get(i);
      String path = "spec.analysis.match[" + i + "]";
      if (isObject(entry, path)) {
        subjects(entry, path);
        comparisons(entry, "headers", path, 1);
        comparisons(entry, "queryParams", path, 0);
        ignoredHeaders(entry, path);
      }
    }
  }

  private void subjects(Tree entry, String path) {
    Set<String> others = Sets.difference(entry.fields().keySet(), Conditions.SUBJECTS);
    others.forEach(
        name ->
            add(
                path + "." + name,
                "an audience cannot be told by "
                    + name
                    + ", only by "
                    + Joiner.on(", ").join(Conditions.SUBJECTS)));
    if (Conditions.SUBJECTS.stream().allMatch(name -> entry.fields(name).isEmpty())) {
      add(path, "the audience must have a condition, else everybody belongs to it");
    }
  }

  private void ignoredHeaders(Tree entry, String path) {
    Sets.intersection(entry.fields("headers").keySet(), IGNORED_HEADERS)
        .forEach(
            name ->
                add(path + ".headers." + name, "Istio ignores a header condition named " + name));
  }

  private void comparisons(Tree entry, String name, String path, int atLeast) {
    entry
        .fields(name)
        .forEach((key, value) -> comparison(value, path + "." + name + "." + key, atLeast));
  }

  private void comparison(Tree value, String path, int atLeast) {
    Set<String> given = value.fields().keySet();
    Sets.difference(given, COMPARISONS)
        .forEach(
            name ->
                add(
                    path + "." + name,
                    "Istio cannot compare by "
                        + name
                        + ", only by "
                        + Joiner.on(", ").join(COMPARISONS)));
    int count = Sets.intersection(given, COMPARISONS).size();
    boolean texts = value.texts().size() == given.size() && value instanceof Tree.Obj;
    if (count > 1 || count < atLeast || !texts) {
      add(
          path,
          "must have "
              + (atLeast == 1 ? "exactly" : "at most")
              + " one text of "
              + Joiner.on(", ").join(COMPARISONS));
    }
  }

  private boolean isObject(Tree entry, String path) {
    if (entry instanceof Tree.Obj) {
      return true;
    }
    add(path, "must be an object of conditions");
    return false;
  }

  private void add(String field, String message) {
    problems.add(new SpecProblem(field, message));
  }
}
