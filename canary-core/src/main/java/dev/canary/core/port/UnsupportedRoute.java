package dev.canary.core.port;

/** A router was asked for a capability that it does not declare; nothing was written. */
public final class UnsupportedRoute extends SpecError {

  /** Creates an error that names the capability. */
  public UnsupportedRoute(String message) {
    super(message);
  }
}
