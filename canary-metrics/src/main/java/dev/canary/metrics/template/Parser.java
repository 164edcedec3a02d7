package dev.canary.metrics.template;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.canary.metrics.template.Token.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Parses a template into the templates that it defines, itself among them. */
final class Parser {

  /** Control structures inside one another; a bound that protects the stack. */
  private static final int MOST_NESTED = 100;

  private final TokenReader tokens;
  private final PipeParser pipes;
  private final Map<String, ImmutableList<Node>> templates = new HashMap<>();
  private int loops;
  private int nested;

  private Parser(String source, ImmutableSet<String> functions) {
    tokens = new TokenReader(source);
    pipes = new PipeParser(tokens, functions);
  }

  /**
   * Returns the templates by name.
   *
   * @throws TemplateException if the source is not a template
   */
  static ImmutableMap<String, ImmutableList<Node>> parse(
      String source, ImmutableSet<String> functions) {
    Parser parser = new Parser(source, functions);
    ImmutableList<Node> main = parser.main();
    return ImmutableMap.<String, ImmutableList<Node>>builder()
        .putAll(parser.templates)
        .put(Template.NAME, main)
        .buildKeepingLast();
  }

  private ImmutableList<Node> main() {
    ImmutableList.Builder<Node> nodes = ImmutableList.builder();
    while (!tokens.peek().is(Kind.END)) {
      int start = tokens.position();
      if (tokens.next().is(Kind.OPEN) && tokens.nextWord().isKeyword("define")) {
        definition();
        continue;
      }
      tokens.back(start);
      switch (piece()) {
        case Piece.Whole(Node node) -> nodes.add(node);
        case Piece.Else() -> throw tokens.error("unexpected {{else}}");
        case Piece.End() -> throw tokens.error("unexpected {{end}}");
      }
    }
    return nodes.build();
  }

  /** Something that stands in a list of nodes, or ends it. */
  private sealed interface Piece {
    record Whole(Node node) implements Piece {}

    record Else() implements Piece {}

    record End() implements Piece {}
  }

  /** A list of nodes and whether another branch follows it. */
  private record Body(ImmutableList<Node> nodes, boolean branches) {}

  private Piece piece() {
    Token token = tokens.next();
    if (token.is(Kind.TEXT)) {
      return new Piece.Whole(new Node.Literal(token.text()));
    }
    if (!token.is(Kind.OPEN)) {
      throw tokens.unexpected(token, "input");
    }
    Token word = tokens.peekWord();
    if (!word.is(Kind.KEYWORD)) {
      return new Piece.Whole(new Node.Action(pipes.pipe("command", Kind.CLOSE)));
    }
    tokens.next();
    return switch (word.text()) {
      case "end" -> {
        tokens.close("end");
        yield new Piece.End();
      }
      case "else" -> {
        Token next = tokens.peekWord();
        if (!next.isKeyword("if") && !next.isKeyword("with")) {
          tokens.close("else");
        }
        yield new Piece.Else();
      }
      default -> new Piece.Whole(control(word));
    };
  }

  private Node control(Token word) {
    return switch (word.text()) {
      case "if", "with" -> branch(word.text());
      case "range" -> range();
      case "template" -> call();
      case "block" -> block();
      case "break" -> inLoop(word, new Node.Break());
      case "continue" -> inLoop(word, new Node.Continue());
      default -> throw tokens.unexpected(word, "command");
    };
  }

  private Node inLoop(Token word, Node node) {
    tokens.close("{{" + word.text() + "}}");
    if (loops == 0) {
      throw tokens.error("{{" + word.text() + "}} outside {{range}}");
    }
    return node;
  }

  private void enter() {
    if (++nested > MOST_NESTED) {
      throw tokens.error("more than " + MOST_NESTED + " nested actions");
    }
  }

  private Node branch(String keyword) {
    enter();
    List<String> outside = pipes.scope();
    Operand.Pipe condition = pipes.pipe(keyword, Kind.CLOSE);
    Body then = body();
    ImmutableList<Node> otherwise = then.branches() ? otherwise(keyword) : ImmutableList.of();
    pipes.scope(outside);
    nested--;
    return new Node.Branch(keyword.equals("with"), condition, then.nodes(), otherwise);
  }

  /** Parses what follows {@code else}; the chained condition takes the common end. */
  private ImmutableList<Node> otherwise(String keyword) {
    if (tokens.peekWord().isKeyword(keyword)) {
      tokens.next();
      return ImmutableList.of(branch(keyword));
    }
    return lastBody();
  }

  private ImmutableList<Node> lastBody() {
    Body body = body();
    if (body.branches()) {
      throw tokens.error("expected end; found {{else}}");
    }
    return body.nodes();
  }

  private Node range() {
    enter();
    List<String> outside = pipes.scope();
    Operand.Pipe over = pipes.pipe("range", Kind.CLOSE);
    loops++;
    Body body = body();
    loops--;
    ImmutableList<Node> otherwise = body.branches() ? lastBody() : ImmutableList.of();
    pipes.scope(outside);
    nested--;
    return new Node.Range(over, body.nodes(), otherwise);
  }

  private Body body() {
    ImmutableList.Builder<Node> nodes = ImmutableList.builder();
    while (!tokens.peek().is(Kind.END)) {
      switch (piece()) {
        case Piece.Whole(Node node) -> nodes.add(node);
        case Piece.Else() -> {
          return new Body(nodes.build(), true);
        }
        case Piece.End() -> {
          return new Body(nodes.build(), false);
        }
      }
    }
    throw tokens.error("unexpected EOF");
  }

  private Node call() {
    int offset = tokens.peekWord().offset();
    String name = templateName("template clause");
    Place called = tokens.placeFrom(offset);
    if (tokens.peekWord().is(Kind.CLOSE)) {
      tokens.next();
      return new Node.Call(clause(called, ""), name, Optional.empty());
    }
    Operand.Pipe argument = pipes.pipe("template clause", Kind.CLOSE);
    return new Node.Call(
        clause(called, " " + argument.place().text()), name, Optional.of(argument));
  }

  private Node block() {
    int offset = tokens.peekWord().offset();
    String name = templateName("block clause");
    Place called = tokens.placeFrom(offset);
    Operand.Pipe argument = pipes.pipe("block clause", Kind.CLOSE);
    define(name);
    return new Node.Call(
        clause(called, " " + argument.place().text()), name, Optional.of(argument));
  }

  private static Place clause(Place name, String argument) {
    return new Place(name.offset(), "{{template " + name.text() + argument + "}}");
  }

  private void definition() {
    String name = templateName("define clause");
    tokens.close("define clause");
    define(name);
  }

  private void define(String name) {
    enter();
    List<String> outside = pipes.scope();
    int loopsOutside = loops;
    pipes.scope(new ArrayList<>(List.of("$")));
    loops = 0;
    ImmutableList<Node> nodes = lastBody();
    if (templates.putIfAbsent(name, nodes) != null) {
      throw tokens.error("template: multiple definition of template " + Escapes.quoted(name));
    }
    loops = loopsOutside;
    pipes.scope(outside);
    nested--;
  }

  private String templateName(String context) {
    Token token = tokens.nextWord();
    if (!token.is(Kind.STRING)) {
      throw tokens.unexpected(token, context);
    }
    return Literals.string(token.text()).orElseThrow(() -> tokens.error("invalid syntax"));
  }
}
