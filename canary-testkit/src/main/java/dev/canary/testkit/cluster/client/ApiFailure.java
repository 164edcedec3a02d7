package dev.canary.testkit.cluster.client;

/** Says that the API server refused a request, or that no answer came. */
public final class ApiFailure extends RuntimeException {

  private static final int CONFLICT = 409;
  private static final int NOT_FOUND = 404;
  private static final int GONE = 410;

  private final int status;

  ApiFailure(int status, String message) {
    super(message);
    this.status = status;
  }

  ApiFailure(String message, Throwable cause) {
    super(message, cause);
    this.status = 0;
  }

  /** Returns the HTTP status; 0 if no answer came, and then whether it took effect is unknown. */
  public int status() {
    return status;
  }

  /** Returns whether the object, or its type, does not exist. */
  public boolean isNotFound() {
    return status == NOT_FOUND;
  }

  /** Returns whether the object changed meanwhile, or exists already. */
  public boolean isConflict() {
    return status == CONFLICT;
  }

  /** Returns whether the version to watch from is no longer known. */
  public boolean isGone() {
    return status == GONE;
  }
}
