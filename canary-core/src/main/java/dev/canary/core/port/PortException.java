package dev.canary.core.port;

import org.jspecify.annotations.Nullable;

/**
 * A port could not do what it was asked; the subtype tells who must act. Expected outcomes such as
 * a closed gate are values, not exceptions.
 */
public abstract sealed class PortException extends RuntimeException
    permits SpecError, Conflict, PortUnavailable {

  PortException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** Returns the text that users read. */
  public String text() {
    String message = getMessage();
    return message == null ? getClass().getSimpleName() : message;
  }
}
