package dev.canary.metrics.template;

/** Something wrong inside a template; who catches it knows the place. */
final class Fault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Fault(String message) {
    super(message);
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
