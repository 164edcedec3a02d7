package dev.canary.operator.crd;

import com.google.common.collect.ImmutableList;
import dev.canary.core.model.SpecProblem;
import java.util.stream.Collectors;

/**
 * One condition of a canary's status.
 *
 * @param type what it is about, for example {@code Promoted}; a status has at most one per type
 * @param status whether it holds
 * @param reason one word in camel case
 * @param message a sentence for people
 */
public record Condition(String type, Status status, String reason, String message) {

  /** Type of the condition that says whether the newest revision is the live one. */
  public static final String PROMOTED = "Promoted";

  /** Type of the condition that says whether the specification can be worked with. */
  public static final String ACCEPTED = "Accepted";

  /** Type of the condition that says what of the specification is left out. */
  public static final String DEGRADED = "Degraded";

  private static final int MAX_MESSAGE = 4_096;

  /** Cuts the message at 4,096 characters. */
  public Condition {
    message = Texts.clip(message, MAX_MESSAGE);
  }

  /** Whether a condition holds. */
  public enum Status {
    /** It holds. */
    TRUE("True"),
    /** It does not. */
    FALSE("False"),
    /** Not decided yet. */
    UNKNOWN("Unknown");

    private final String text;

    Status(String text) {
      this.text = text;
    }

    /** Returns the spelling of the API. */
    public String text() {
      return text;
    }
  }

  /** Returns the condition of a specification that was accepted. */
  public static Condition accepted() {
    return new Condition(ACCEPTED, Status.TRUE, "Valid", "The specification is accepted.");
  }

  /** Returns the condition of a specification that was refused, with every problem. */
  public static Condition refused(ImmutableList<SpecProblem> problems) {
    return new Condition(ACCEPTED, Status.FALSE, "Invalid", joined(problems));
  }

  /** Returns the condition of a canary of which something is left out. */
  public static Condition degraded(String reason, ImmutableList<String> notes) {
    return new Condition(DEGRADED, Status.TRUE, reason, String.join("; ", notes));
  }

  private static String joined(ImmutableList<SpecProblem> problems) {
    return problems.stream().map(SpecProblem::toString).collect(Collectors.joining("; "));
  }
}
