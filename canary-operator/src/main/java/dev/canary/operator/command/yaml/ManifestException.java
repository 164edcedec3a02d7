package dev.canary.operator.command.yaml;

/** A file cannot be used; the message begins with the file, and the line if one is known. */
public final class ManifestException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Creates the exception; of several lines each begins with a file. */
  public ManifestException(String message) {
    super(message);
  }
}
