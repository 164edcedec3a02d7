package dev.canary.metrics.template;

import com.google.common.collect.ImmutableList;
import dev.canary.metrics.template.Token.Kind;

/** Walks along the tokens of a template. */
final class TokenReader {

  private final String source;
  private final ImmutableList<Token> tokens;
  private int next;

  TokenReader(String source) {
    this.source = source;
    tokens = Lexer.tokens(source);
  }

  Token peek() {
    return tokens.get(next);
  }

  Token next() {
    Token token = tokens.get(next);
    if (next < tokens.size() - 1) {
      next++;
    }
    return token;
  }

  Token peekWord() {
    if (peek().is(Kind.SPACE)) {
      next();
    }
    return peek();
  }

  Token nextWord() {
    peekWord();
    return next();
  }

  int position() {
    return next;
  }

  void back(int position) {
    next = position;
  }

  /** Takes the end of an action. */
  void close(String context) {
    Token token = nextWord();
    if (!token.is(Kind.CLOSE)) {
      throw unexpected(token, context);
    }
  }

  /** Returns the place from an offset up to the token taken last. */
  Place placeFrom(int offset) {
    int last = next - 1;
    while (last > 0 && tokens.get(last).is(Kind.SPACE)) {
      last--;
    }
    return new Place(offset, source.substring(offset, Math.max(offset, tokens.get(last).end())));
  }

  TemplateException unexpected(Token token, String context) {
    return TemplateException.parsing(
        token.line(),
        token.is(Kind.ERROR) ? token.text() : "unexpected " + token.shown() + " in " + context);
  }

  TemplateException error(String problem) {
    return TemplateException.parsing(tokens.get(Math.max(0, next - 1)).line(), problem);
  }
}
