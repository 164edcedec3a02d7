package dev.canary.core.model;

/** Something that happened and that somebody is to hear of. Texts are interface. */
public sealed interface Fact {

  /** How often an event is told. */
  enum Repeat {
    /** Each time it is decided. */
    ALWAYS,
    /** On change, and at most once per analysis interval. */
    THROTTLED,
    /** When the condition begins and when its text changes. */
    ON_ENTRY
  }

  /**
   * An event on the canary object; also a log line and a call of the event hooks.
   *
   * @param warning whether its type is {@code Warning}, else {@code Normal}
   * @param text message
   * @param phase the phase that event hooks receive
   * @param repeat how often it is told
   */
  record Event(boolean warning, String text, Phase phase, Repeat repeat) implements Fact {}

  /** How urgent an alert is. */
  enum Severity {
    /** Good news. */
    INFO,
    /** Somebody may have to act. */
    WARN,
    /** A rollout ended badly. */
    ERROR
  }

  /**
   * A chat message.
   *
   * @param severity how urgent
   * @param text message
   * @param withMetadata whether the fields that describe the rollout come along
   */
  record Alert(Severity severity, String text, boolean withMetadata) implements Fact {}

  /**
   * One finished run, for the counters.
   *
   * @param succeeded whether it was promoted
   * @param skipped whether the analysis was skipped
   */
  record Finished(boolean succeeded, boolean skipped) implements Fact {}

  /** A measured value, for the gauges; seconds for the request duration. */
  record Measured(String metric, double value) implements Fact {}
}
