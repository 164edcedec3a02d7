package dev.canary.metrics.template;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Spellings of text for other languages. */
final class Escapes {

  private Escapes() {}

  /** Returns the text in double quotes. */
  static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.codePoints().forEach(c -> quote(out, c));
    return out.append('"').toString();
  }

  private static void quote(StringBuilder out, int c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case 7 -> out.append("\\a");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case 11 -> out.append("\\v");
      default -> {
        if (c < ' ' || c == 0x7f) {
          out.append(String.format("\\x%02x", c));
        } else if (isPrintable(c)) {
          out.appendCodePoint(c);
        } else {
          out.append(String.format(c > 0xffff ? "\\U%08x" : "\\u%04x", c));
        }
      }
    }
  }

  private static boolean isPrintable(int c) {
    return c < 0x7f
        || (Character.isDefined(c)
            && !Character.isISOControl(c)
            && !Character.isSpaceChar(c)
            && Character.getType(c) != Character.FORMAT
            && Character.getType(c) != Character.SURROGATE
            && Character.getType(c) != Character.PRIVATE_USE);
  }

  /** Returns the character as messages name it: {@code U+002D '-'}. */
  static String codePoint(int c) {
    String code = String.format("U+%04X", c);
    return isPrintable(c) ? code + " '" + Character.toString(c) + "'" : code;
  }

  /** Returns the text for HTML. */
  static String html(String text) {
    return text.replace("&", "&amp;")
        .replace("\0", "\uFFFD")
        .replace("\"", "&#34;")
        .replace("'", "&#39;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }

  /** Returns the text for a string of JavaScript. */
  static String js(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '\\', '\'', '"' -> out.append('\\').appendCodePoint(c);
                case '<', '>', '&', '=' -> out.append(String.format("\\u%04X", c));
                default -> {
                  if (c < ' ' || !isPrintable(c)) {
                    out.append(String.format("\\u%04X", c));
                  } else {
                    out.appendCodePoint(c);
                  }
                }
              }
            });
    return out.toString();
  }

  /** Returns the text for a query parameter. */
  static String query(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("*", "%2A").replace("%7E", "~");
  }
}
