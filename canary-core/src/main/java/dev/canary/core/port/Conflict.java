package dev.canary.core.port;

import org.jspecify.annotations.Nullable;

/** An object is not as it was seen. Nothing was half-written; whoever asked observes again. */
public final class Conflict extends PortException {

  /** Creates a conflict that names the object. */
  public Conflict(String message) {
    this(message, null);
  }

  /** Creates a conflict that names the object, and what it comes from. */
  public Conflict(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
