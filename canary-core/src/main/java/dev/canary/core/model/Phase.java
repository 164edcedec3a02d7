package dev.canary.core.model;

import java.util.Optional;

/** The phases of the API, spelt as there (state machine chapter, section 7). */
public enum Phase {
  /** Never looked at; the empty text in the API. */
  NEW(""),
  /** The primary is being created or is not ready yet. */
  INITIALIZING("Initializing"),
  /** The primary serves, the target is at zero, nothing was rolled out yet. */
  INITIALIZED("Initialized"),
  /** A change was seen, a gate before the run is closed. */
  WAITING("Waiting"),
  /** The analysis runs. */
  PROGRESSING("Progressing"),
  /** The analysis passed, the gate before promotion is closed. */
  WAITING_PROMOTION("WaitingPromotion"),
  /** The primary takes over the analysed revision. */
  PROMOTING("Promoting"),
  /** All traffic is back on the primary. */
  FINALISING("Finalising"),
  /** Promoted; the target is at zero. */
  SUCCEEDED("Succeeded"),
  /** The run was aborted. */
  FAILED("Failed"),
  /** Being released after a deletion. */
  TERMINATING("Terminating"),
  /** Released; read but never written. */
  TERMINATED("Terminated");

  private final String text;

  Phase(String text) {
    this.text = text;
  }

  /** Returns the spelling of the API. */
  public String text() {
    return text;
  }

  /** Returns the phase of that spelling, or empty if there is none. */
  public static Optional<Phase> of(String text) {
    for (Phase phase : values()) {
      if (phase.text.equals(text)) {
        return Optional.of(phase);
      }
    }
    return Optional.empty();
  }
}
