package dev.canary.core.port;

import org.jspecify.annotations.Nullable;

/**
 * The specification cannot be carried out; a new one is awaited. Found before the first write, or
 * the cluster refused an object: traffic stays where it is.
 */
public sealed class SpecError extends PortException permits UnsupportedRoute {

  /** Creates an error with the whole text that users read. */
  public SpecError(String message) {
    this(message, null);
  }

  /** Creates an error with the whole text that users read, and what it comes from. */
  public SpecError(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
