package dev.canary.core.model;

/**
 * One reason why a specification cannot work.
 *
 * @param field path of the field, for example {@code spec.analysis.stepWeights[2]}
 * @param message what is wrong with which value, and what would be accepted
 */
public record SpecProblem(String field, String message) {

  @Override
  public String toString() {
    return field + ": " + message;
  }
}
