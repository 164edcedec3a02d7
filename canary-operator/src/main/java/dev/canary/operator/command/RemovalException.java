package dev.canary.operator.command;

/** A canary could not be removed; the message says why, and what to do. */
final class RemovalException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RemovalException(String message) {
    super(message);
  }
}
