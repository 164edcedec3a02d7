package dev.canary.metrics.template;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Prints values, as they are or by a format. */
final class Printer {

  private static final Pattern DIRECTIVE =
      Pattern.compile("%([-+# 0]*+)([0-9]{0,4}+)(?:\\.([0-9]{0,4}+))?(.?)", Pattern.DOTALL);

  private Printer() {}

  /** Returns the values with a space between two of which neither is text. */
  static String print(List<Value> values) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < values.size(); i++) {
      boolean apart =
          i > 0
              && !(values.get(i) instanceof Value.Text)
              && !(values.get(i - 1) instanceof Value.Text);
      out.append(apart ? " " : "").append(values.get(i).printed());
    }
    return out.toString();
  }

  /** Returns the values with spaces between them and a line break at the end. */
  static String printLine(List<Value> values) {
    return values.stream().map(Value::printed).collect(Collectors.joining(" ", "", "\n"));
  }

  /** Returns the format with its directives replaced; mistakes are shown in the result. */
  static String format(String format, ImmutableList<Value> arguments) {
    StringBuilder out = new StringBuilder();
    Matcher directive = DIRECTIVE.matcher(format);
    int used = 0;
    int at = 0;
    while (directive.find(at)) {
      out.append(format, at, directive.start());
      at = directive.end();
      String verb = directive.group(4);
      if (verb.isEmpty()) {
        out.append("%!(NOVERB)");
      } else if (verb.equals("%")) {
        out.append('%');
      } else if (used == arguments.size()) {
        out.append("%!").append(verb).append("(MISSING)");
      } else {
        Directive one =
            Directive.of(directive.group(1), directive.group(2), directive.group(3), verb);
        out.append(one.format(arguments.get(used++)));
      }
    }
    out.append(format, at, format.length());
    if (used < arguments.size()) {
      out.append(extra(arguments.subList(used, arguments.size())));
    }
    return out.toString();
  }

  private static String extra(List<Value> values) {
    return values.stream().map(Printer::typed).collect(Collectors.joining(", ", "%!(EXTRA ", ")"));
  }

  /** Returns the value with its type, as mistakes are shown. */
  static String typed(Value value) {
    return value instanceof Value.Nothing ? "<nil>" : value.type() + "=" + value.printed();
  }
}
