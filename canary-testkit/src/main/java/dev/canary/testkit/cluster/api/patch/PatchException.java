package dev.canary.testkit.cluster.api.patch;

/** A patch that cannot be applied; nothing was changed. */
public final class PatchException extends RuntimeException {

  private final boolean malformed;

  private PatchException(String message, boolean malformed) {
    super(message);
    this.malformed = malformed;
  }

  static PatchException malformed(String message) {
    return new PatchException(message, true);
  }

  static PatchException unfit(String message) {
    return new PatchException(message, false);
  }

  /** Returns whether the patch itself is wrong, rather than not fitting the object. */
  public boolean malformed() {
    return malformed;
  }

  /** Returns what is wrong. */
  public String message() {
    return String.valueOf(getMessage());
  }
}
