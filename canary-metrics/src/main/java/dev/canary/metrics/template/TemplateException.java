package dev.canary.metrics.template;

/** A template that cannot be parsed or executed; the message is what users read. */
public final class TemplateException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TemplateException(String message) {
    super(message);
  }

  /** Returns what is wrong and where. */
  public String text() {
    return String.valueOf(getMessage());
  }
}
