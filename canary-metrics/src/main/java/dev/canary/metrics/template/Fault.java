package dev.canary.metrics.template;

/** A function that cannot work with its arguments; the evaluator adds the place. */
final class Fault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Fault(String message) {
    super(message);
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
