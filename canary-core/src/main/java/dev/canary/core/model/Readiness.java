package dev.canary.core.model;

/** Whether the pods of one side can serve (state machine chapter, section 12). */
public sealed interface Readiness {

  /** Enough pods are updated and available. */
  record Ready() implements Readiness {}

  /**
   * Not yet.
   *
   * @param text what is missing, as users read it
   * @param stuck whether waiting longer cannot help: the progress deadline has passed
   */
  record Unready(String text, boolean stuck) implements Readiness {}

  /** Returns readiness. */
  static Readiness ready() {
    return new Ready();
  }

  /** Returns unreadiness that may pass. */
  static Readiness waiting(String text) {
    return new Unready(text, false);
  }

  /** Returns unreadiness that cannot pass by itself. */
  static Readiness stuck(String text) {
    return new Unready(text, true);
  }

  /** Returns whether this is {@link Ready}. */
  default boolean isReady() {
    return this instanceof Ready;
  }

  /** Returns whether waiting longer cannot help. */
  default boolean isStuck() {
    return this instanceof Unready(String text, boolean stuck) && stuck;
  }
}
