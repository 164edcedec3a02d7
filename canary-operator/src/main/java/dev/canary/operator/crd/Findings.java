package dev.canary.operator.crd;

import com.google.common.collect.ImmutableList;
import dev.canary.core.model.SpecProblem;
import java.util.LinkedHashSet;
import java.util.Set;

/** What reading one specification has found so far; equal findings count once. */
final class Findings {

  private final Set<SpecProblem> problems = new LinkedHashSet<>();
  private final Set<String> notes = new LinkedHashSet<>();

  void problem(String field, String message) {
    problems.add(new SpecProblem(field, message));
  }

  void note(String field, String message) {
    notes.add(field + ": " + message);
  }

  ImmutableList<SpecProblem> problems() {
    return ImmutableList.copyOf(problems);
  }

  ImmutableList<String> notes() {
    return ImmutableList.copyOf(notes);
  }
}
