package dev.canary.operator.command.yaml;

/**
 * A file cannot be read as YAML; the message begins with the file, and the line if one is known.
 */
public final class ManifestException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ManifestException(String message) {
    super(message);
  }
}
