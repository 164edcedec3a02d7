package dev.canary.testkit.cluster.prometheus.promql;

import com.google.common.collect.ImmutableList;
import dev.canary.testkit.cluster.prometheus.promql.Token.Kind;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a query into tokens. White space and comments ({@code #} to the end of line) are left out.
 */
final class Lexer {
  /** Bounds the depth of the syntax tree, and with it the stack that evaluation needs. */
  private static final int MAX_TOKENS = 2_000;

  private static final Pattern BLANK = Pattern.compile("(?:[ \\t\\r\\n]|#[^\\n]*)*");
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<duration>(?:[0-9]+(?:ms|[smhdwy]))+(?![A-Za-z0-9_]))"
              + "|(?<number>(?:0[xX][0-9a-fA-F]+"
              + "|(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?)(?![A-Za-z0-9_.]))"
              + "|(?<name>[A-Za-z_:][A-Za-z0-9_:]*)"
              + "|(?<string>\"(?:[^\"\\\\\\n]|\\\\.)*+\"|'(?:[^'\\\\\\n]|\\\\.)*+'|`[^`]*+`)"
              + "|(?<symbol>=~|!~|==|!=|>=|<=|[-+*/%^=<>(){}\\[\\],])");
  private static final Pattern UNKNOWN = Pattern.compile("[0-9A-Za-z_.]+|[\\s\\S]");

  private Lexer() {}

  /**
   * Returns the tokens of the query; the last is always {@link Kind#END}.
   *
   * @throws PromQlException at the first character that begins no token
   */
  static ImmutableList<Token> tokens(String query) {
    ImmutableList.Builder<Token> tokens = ImmutableList.builder();
    int at = skipBlank(query, 0);
    for (int count = 0; at < query.length(); count++) {
      if (count == MAX_TOKENS) {
        throw new PromQlException(query, at, "more than " + MAX_TOKENS + " tokens");
      }
      Matcher matcher = TOKEN.matcher(query).region(at, query.length());
      if (!matcher.lookingAt()) {
        throw unknown(query, at);
      }
      tokens.add(new Token(kind(matcher), matcher.group(), at));
      at = skipBlank(query, matcher.end());
    }
    return tokens.add(new Token(Kind.END, "", query.length())).build();
  }

  private static Kind kind(Matcher matcher) {
    if (matcher.group("duration") != null) {
      return Kind.DURATION;
    }
    if (matcher.group("number") != null) {
      return Kind.NUMBER;
    }
    if (matcher.group("name") != null) {
      String name = matcher.group();
      boolean number = name.equalsIgnoreCase("inf") || name.equalsIgnoreCase("nan");
      return number ? Kind.NUMBER : Kind.NAME;
    }
    return matcher.group("string") != null ? Kind.STRING : Kind.SYMBOL;
  }

  private static PromQlException unknown(String query, int at) {
    char c = query.charAt(at);
    if (c == '"' || c == '\'' || c == '`') {
      return new PromQlException(query, at, "unterminated string that begins with " + c);
    }
    Matcher word = UNKNOWN.matcher(query).region(at, query.length());
    String text = word.lookingAt() ? word.group() : String.valueOf(c);
    boolean number = Character.isDigit(c) || text.length() > 1;
    return new PromQlException(
        query, at, (number ? "bad number or duration \"" : "unexpected character \"") + text + '"');
  }

  private static int skipBlank(String query, int from) {
    Matcher matcher = BLANK.matcher(query).region(from, query.length());
    return matcher.lookingAt() ? matcher.end() : from;
  }
}
