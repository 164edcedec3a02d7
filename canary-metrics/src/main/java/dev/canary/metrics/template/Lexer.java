package dev.canary.metrics.template;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.canary.metrics.template.Token.Kind;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a template into tokens. */
final class Lexer {

  private static final ImmutableSet<String> KEYWORDS =
      ImmutableSet.of(
          "block", "break", "continue", "define", "else", "end", "if", "range", "template", "with");

  private static final Pattern NUMBER =
      Pattern.compile(
          "[+-]?(?:0[xX][0-9a-fA-F_]++|0[oO][0-7_]++|0[bB][01_]++"
              + "|[0-9_]*+\\.?[0-9_]*+(?:[eE][+-]?[0-9_]++)?)");
  private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"\\\\\n]|\\\\[^\n])*+\"");
  private static final Pattern CHARACTER = Pattern.compile("'(?:[^'\\\\\n]|\\\\[^\n])*+'");

  private final String source;
  private final ImmutableList.Builder<Token> tokens = ImmutableList.builder();
  private int at;
  private int line = 1;
  private int depth;

  private Lexer(String source) {
    this.source = source;
  }

  /**
   * Returns the tokens; the last one is of kind {@code END}, or {@code ERROR} with the problem as
   * its text if an action cannot be cut.
   */
  static ImmutableList<Token> tokens(String source) {
    Lexer lexer = new Lexer(source);
    try {
      boolean trim = false;
      while (lexer.at < source.length()) {
        trim = lexer.text(trim);
      }
      lexer.add(Kind.END, "");
    } catch (Fault fault) {
      lexer.add(Kind.ERROR, fault.text());
    }
    return lexer.tokens.build();
  }

  /**
   * Takes the text up to the next action, and the action; returns whether it trims what follows.
   */
  private boolean text(boolean trimStart) {
    int open = source.indexOf("{{", at);
    int end = open < 0 ? source.length() : open;
    boolean trimEnd = open >= 0 && leftTrim(open + 2);
    if (trimStart) {
      skip(at, end);
    }
    int stop = end;
    while (trimEnd && stop > at && isSpace(stop - 1)) {
      stop--;
    }
    if (stop > at) {
      emit(Kind.TEXT, source.substring(at, stop));
    }
    advance(end);
    if (open < 0) {
      return false;
    }
    int inside = open + (trimEnd ? 3 : 2);
    int comment = trimEnd ? inside + 1 : inside;
    if (source.startsWith("/*", comment)) {
      return comment(comment);
    }
    emit(Kind.OPEN, source.substring(open, inside));
    return action();
  }

  private void skip(int from, int to) {
    int next = from;
    while (next < to && isSpace(next)) {
      next++;
    }
    advance(next);
  }

  private boolean leftTrim(int offset) {
    return source.startsWith("-", offset) && offset + 1 < source.length() && isSpace(offset + 1);
  }

  private boolean comment(int from) {
    int end = source.indexOf("*/", from);
    if (end < 0) {
      throw error("unclosed comment");
    }
    end += 2;
    boolean trim = end < source.length() && isSpace(end) && source.startsWith("-}}", end + 1);
    if (!trim && !source.startsWith("}}", end)) {
      throw error("comment ends before closing delimiter");
    }
    advance(end + (trim ? 4 : 2));
    return trim;
  }

  private boolean action() {
    depth = 0;
    while (true) {
      if (at >= source.length()) {
        throw error("unclosed action");
      }
      if (isSpace(at)) {
        int end = at;
        while (end < source.length() && isSpace(end)) {
          end++;
        }
        if (source.startsWith("-}}", end)) {
          close(source.substring(at, end + 3));
          return true;
        }
        emit(Kind.SPACE, source.substring(at, end));
      } else if (source.startsWith("}}", at)) {
        close("}}");
        return false;
      } else {
        word();
      }
    }
  }

  private void close(String text) {
    if (depth > 0) {
      throw error("unclosed left paren");
    }
    emit(Kind.CLOSE, text);
  }

  private void word() {
    char c = source.charAt(at);
    switch (c) {
      case '"' -> matched(Kind.STRING, QUOTED, "unterminated quoted string");
      case '\'' -> matched(Kind.CHARACTER, CHARACTER, "unterminated character constant");
      case '`' -> raw();
      case '|' -> emit(Kind.PIPE, "|");
      case ',' -> emit(Kind.COMMA, ",");
      case '=' -> emit(Kind.ASSIGN, "=");
      case ':' -> declaration();
      case '(' -> {
        depth++;
        emit(Kind.LEFT, "(");
      }
      case ')' -> {
        if (--depth < 0) {
          throw error("unexpected right paren");
        }
        emit(Kind.RIGHT, ")");
      }
      case '$' -> name(Kind.VARIABLE);
      case '.' -> dot();
      default -> other(c);
    }
  }

  private void other(char c) {
    if (c == '+' || c == '-' || (c >= '0' && c <= '9')) {
      number();
    } else if (isAlphanumeric(at)) {
      name(Kind.NAME);
    } else if (c > ' ' && c < 0x7f) {
      emit(Kind.OTHER, Character.toString(c));
    } else {
      throw error("unrecognized character in action: " + Escapes.codePoint(source.codePointAt(at)));
    }
  }

  private void dot() {
    char next = at + 1 < source.length() ? source.charAt(at + 1) : ' ';
    if (next >= '0' && next <= '9') {
      number();
    } else if (at + 1 < source.length() && isAlphanumeric(at + 1)) {
      name(Kind.FIELD);
    } else {
      emit(Kind.DOT, ".");
    }
  }

  private void declaration() {
    if (!source.startsWith(":=", at)) {
      throw error("expected :=");
    }
    emit(Kind.DECLARE, ":=");
  }

  private void raw() {
    int end = source.indexOf('`', at + 1);
    if (end < 0) {
      throw error("unterminated raw quoted string");
    }
    emit(Kind.STRING, source.substring(at, end + 1));
  }

  private void matched(Kind kind, Pattern pattern, String problem) {
    Matcher matcher = pattern.matcher(source).region(at, source.length());
    if (!matcher.lookingAt()) {
      throw error(problem);
    }
    emit(kind, matcher.group());
  }

  private void number() {
    Matcher matcher = NUMBER.matcher(source).region(at, source.length());
    boolean found = matcher.lookingAt();
    int end = found ? matcher.end() : at;
    if (end < source.length() && isAlphanumeric(end)) {
      throw error("bad number syntax: " + Escapes.quoted(source.substring(at, end + 1)));
    }
    emit(Kind.NUMBER, source.substring(at, end));
  }

  /** Takes a sigil, if the kind has one, and the letters and digits that follow. */
  private void name(Kind kind) {
    int end = kind == Kind.NAME ? at : at + 1;
    while (end < source.length() && isAlphanumeric(end)) {
      end += Character.charCount(source.codePointAt(end));
    }
    if (end < source.length() && !ends(end)) {
      throw error("bad character " + Escapes.codePoint(source.codePointAt(end)));
    }
    String word = source.substring(at, end);
    emit(kind == Kind.NAME ? kindOf(word) : kind, word);
  }

  private static Kind kindOf(String word) {
    if (KEYWORDS.contains(word)) {
      return Kind.KEYWORD;
    }
    return switch (word) {
      case "true", "false" -> Kind.BOOL;
      case "nil" -> Kind.NIL;
      default -> Kind.NAME;
    };
  }

  private boolean ends(int offset) {
    return isSpace(offset)
        || ".,|:)(".indexOf(source.charAt(offset)) >= 0
        || source.startsWith("}}", offset);
  }

  private boolean isSpace(int offset) {
    return " \t\r\n".indexOf(source.charAt(offset)) >= 0;
  }

  private boolean isAlphanumeric(int offset) {
    int c = source.codePointAt(offset);
    return c == '_' || Character.isLetter(c) || Character.isDigit(c);
  }

  private void emit(Kind kind, String text) {
    add(kind, text);
    advance(at + text.length());
  }

  private void add(Kind kind, String text) {
    tokens.add(new Token(kind, text, at, line));
  }

  private void advance(int to) {
    for (; at < to; at++) {
      if (source.charAt(at) == '\n') {
        line++;
      }
    }
  }

  private static Fault error(String problem) {
    return new Fault(problem);
  }
}
