package dev.canary.testkit.cluster.prometheus.promql;

import com.google.common.collect.ImmutableList;
import dev.canary.testkit.cluster.prometheus.promql.Token.Kind;
import java.util.regex.Pattern;

/** The tokens of a query, read from left to right. */
final class TokenStream {
  private static final Pattern LABEL = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final String query;
  private final ImmutableList<Token> tokens;
  private int next;

  TokenStream(String query) {
    this.query = query;
    this.tokens = Lexer.tokens(query);
  }

  Token peek() {
    return tokens.get(next);
  }

  Token peekSecond() {
    return tokens.get(Math.min(next + 1, tokens.size() - 1));
  }

  Token take() {
    Token token = peek();
    if (token.kind() != Kind.END) {
      next++;
    }
    return token;
  }

  /** Takes the next token if it is this symbol or keyword. */
  boolean accept(String text) {
    if (peek().is(text)) {
      next++;
      return true;
    }
    return false;
  }

  Token expect(Kind kind, String what, String context) {
    if (peek().kind() != kind) {
      throw unexpected(context, what);
    }
    return take();
  }

  void expect(String symbol, String context) {
    if (!accept(symbol)) {
      throw unexpected(context, '"' + symbol + '"');
    }
  }

  /** Reads names in parentheses; a comma may follow the last. */
  ImmutableList<String> labels(String context) {
    ImmutableList.Builder<String> labels = ImmutableList.builder();
    expect("(", context);
    while (!accept(")")) {
      labels.add(label(context));
      if (!peek().is(")")) {
        expect(",", context);
      }
    }
    return labels.build();
  }

  String label(String context) {
    if (!LABEL.matcher(peek().text()).matches()) {
      throw unexpected(context, "a label name");
    }
    return take().text();
  }

  PromQlException unexpected(String context, String expected) {
    return error(
        peek(), "unexpected %s in %s, expected %s".formatted(peek().shown(), context, expected));
  }

  PromQlException error(Token at, String problem) {
    return new PromQlException(query, at.position(), problem);
  }
}
