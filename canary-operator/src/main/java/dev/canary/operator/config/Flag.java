package dev.canary.operator.config;

/**
 * One flag of the operator.
 *
 * @param name without dashes
 * @param kind what its value is
 * @param fallback value when it is not given, as text
 * @param meaning what it does, in one line
 * @param variable environment variable that wins over it when not empty; empty if there is none
 * @param noEffect why it is accepted but does nothing; empty if it works
 */
public record Flag(
    String name, Kind kind, String fallback, String meaning, String variable, String noEffect) {

  /** What a value is. */
  public enum Kind {
    /** Any text. */
    TEXT,
    /** A whole number. */
    NUMBER,
    /** A duration such as {@code 1m30s}. */
    DURATION,
    /** True or false; the flag alone means true. */
    BOOL
  }

  /** Returns a flag that works. */
  static Flag of(String name, Kind kind, String fallback, String meaning) {
    return new Flag(name, kind, fallback, meaning, "", "");
  }

  /** Returns a flag that is accepted, so that existing manifests start, and does nothing. */
  static Flag idle(String name, Kind kind, String fallback, String meaning, String why) {
    return new Flag(name, kind, fallback, meaning, "", why);
  }

  /** Returns this flag with a variable that wins over it. */
  Flag or(String winner) {
    return new Flag(name, kind, fallback, meaning, winner, noEffect);
  }

  /** Returns whether the flag does something. */
  public boolean works() {
    return noEffect.isEmpty();
  }
}
