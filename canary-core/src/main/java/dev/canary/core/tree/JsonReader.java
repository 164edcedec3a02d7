package dev.canary.core.tree;

import com.google.common.collect.ImmutableList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A recursive-descent reader of RFC 8259; strict, keeps number literals. */
final class JsonReader {

  private static final int MAX_DEPTH = 200;
  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?(?:[eE][+-]?[0-9]++)?");

  private final String text;
  private int at;
  private int depth;

  JsonReader(String text) {
    this.text = text;
  }

  Tree document() {
    Tree value = value();
    space();
    if (at < text.length()) {
      throw error("unexpected '" + text.charAt(at) + "' after the value");
    }
    return value;
  }

  private Tree value() {
    space();
    return switch (peek()) {
      case '{' -> nested(this::object);
      case '[' -> nested(this::array);
      case '"' -> Tree.of(string());
      case 't' -> word("true", Tree.of(true));
      case 'f' -> word("false", Tree.of(false));
      case 'n' -> word("null", Tree.Null.NULL);
      default -> number();
    };
  }

  private Tree nested(Supplier<Tree> reader) {
    if (++depth > MAX_DEPTH) {
      throw error("nested deeper than " + MAX_DEPTH + " levels");
    }
    at++;
    Tree tree = reader.get();
    depth--;
    return tree;
  }

  private Tree object() {
    Map<String, Tree> members = new LinkedHashMap<>();
    if (closes('}')) {
      return Tree.Obj.EMPTY;
    }
    do {
      space();
      String key = string();
      space();
      expect(':');
      if (members.put(key, value()) != null) {
        throw error("member \"" + key + "\" stands twice");
      }
    } while (more('}'));
    return Tree.object(members);
  }

  private Tree array() {
    ImmutableList.Builder<Tree> elements = ImmutableList.builder();
    if (closes(']')) {
      return Tree.Arr.EMPTY;
    }
    do {
      elements.add(value());
    } while (more(']'));
    return new Tree.Arr(elements.build());
  }

  private boolean closes(char end) {
    space();
    if (peek() != end) {
      return false;
    }
    at++;
    return true;
  }

  private boolean more(char end) {
    if (closes(end)) {
      return false;
    }
    expect(',');
    return true;
  }

  private String string() {
    expect('"');
    StringBuilder out = new StringBuilder();
    while (true) {
      char c = peek();
      at++;
      if (c == '"') {
        return out.toString();
      } else if (c == '\\') {
        out.append(escape());
      } else if (c < 0x20) {
        at--;
        throw error("control character in a string");
      } else {
        out.append(c);
      }
    }
  }

  private char escape() {
    char c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw error("unknown escape '\\" + c + "'");
    };
  }

  private char unicode() {
    if (at + 4 > text.length()) {
      throw error("unfinished escape");
    }
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(text.charAt(at), 16);
      if (digit < 0) {
        throw error("bad hexadecimal digit '" + text.charAt(at) + "'");
      }
      code = code * 16 + digit;
      at++;
    }
    return (char) code;
  }

  private Tree number() {
    Matcher matcher = NUMBER.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      throw error("unexpected '" + text.charAt(at) + "'");
    }
    at = matcher.end();
    return new Tree.Num(matcher.group());
  }

  private Tree word(String word, Tree value) {
    if (!text.startsWith(word, at)) {
      throw error("unexpected '" + text.charAt(at) + "'");
    }
    at += word.length();
    return value;
  }

  private void space() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char peek() {
    if (at >= text.length()) {
      throw error("unexpected end");
    }
    return text.charAt(at);
  }

  private void expect(char c) {
    if (peek() != c) {
      throw error("expected '" + c + "' but found '" + peek() + "'");
    }
    at++;
  }

  private JsonException error(String problem) {
    String before = text.substring(0, Math.min(at, text.length()));
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    return new JsonException(problem, line, before.length() - before.lastIndexOf('\n'));
  }
}
