package dev.canary.metrics.template;

/** A template that cannot be parsed or executed; the message is what users read. */
public final class TemplateException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private TemplateException(String message) {
    super(message);
  }

  /** Returns an error of the text, found in a line counted from 1. */
  static TemplateException parsing(int line, String problem) {
    return new TemplateException(
        "template parsing failed: template: " + Template.NAME + ":" + line + ": " + problem);
  }

  /** Returns an error of an evaluation. */
  static TemplateException executing(String source, String template, Place at, String problem) {
    String before = source.substring(0, at.offset());
    long line = 1 + before.chars().filter(c -> c == '\n').count();
    int column = at.offset() - (before.lastIndexOf('\n') + 1);
    // The misspelling is the reference's; users search for it (metrics chapter, section 3.4).
    return new TemplateException(
        "template excution failed: template: %s:%d:%d: executing \"%s\" at <%s>: %s"
            .formatted(Template.NAME, line, column, template, at.text(), problem));
  }

  /** Returns what is wrong and where. */
  public String text() {
    return String.valueOf(getMessage());
  }
}
