package dev.canary.core.tree;

/** A text is not JSON; the message says what stands where. */
public final class JsonException extends RuntimeException {

  JsonException(String problem, int line, int column) {
    super(problem + " at line " + line + ", column " + column);
  }
}
