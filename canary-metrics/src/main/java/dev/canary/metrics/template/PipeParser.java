package dev.canary.metrics.template;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.canary.metrics.template.Operand.Command;
import dev.canary.metrics.template.Operand.Pipe;
import dev.canary.metrics.template.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parses what stands inside an action: pipelines and what they are made of. */
final class PipeParser {

  /** Nested parentheses; a bound that protects the stack. */
  private static final int MOST_NESTED = 100;

  private final TokenReader tokens;
  private final ImmutableSet<String> functions;
  private List<String> variables = new ArrayList<>(List.of("$"));
  private int nested;

  PipeParser(TokenReader tokens, ImmutableSet<String> functions) {
    this.tokens = tokens;
    this.functions = functions;
  }

  /** Returns the variables in scope, to be given back at the end of the scope. */
  List<String> scope() {
    return new ArrayList<>(variables);
  }

  void scope(List<String> earlier) {
    variables = earlier;
  }

  /**
   * Parses a pipeline and takes the token at its end.
   *
   * @param context what messages call it
   */
  Pipe pipe(String context, Kind end) {
    int offset = tokens.peekWord().offset();
    List<String> declared = new ArrayList<>();
    boolean assigns = declarations(context, declared);
    ImmutableList.Builder<Command> commands = ImmutableList.builder();
    while (true) {
      Token token = tokens.peekWord();
      if (token.is(end)) {
        Pipe pipe =
            new Pipe(
                tokens.placeFrom(offset),
                ImmutableList.copyOf(declared),
                assigns,
                commands.build());
        tokens.next();
        check(pipe, context);
        return pipe;
      }
      switch (token.kind()) {
        case NAME, BOOL, NIL, DOT, FIELD, VARIABLE, STRING, NUMBER, CHARACTER, LEFT ->
            commands.add(command());
        default -> throw tokens.unexpected(token, context);
      }
    }
  }

  private void check(Pipe pipe, String context) {
    if (pipe.commands().isEmpty()) {
      throw tokens.error("missing value for " + context);
    }
    for (int i = 1; i < pipe.commands().size(); i++) {
      switch (pipe.commands().get(i).words().getFirst()) {
        case Operand.Dot dot -> throw notExecutable(i);
        case Operand.Nil nil -> throw notExecutable(i);
        case Operand.Constant constant -> throw notExecutable(i);
        default -> {}
      }
    }
  }

  private TemplateException notExecutable(int command) {
    return tokens.error("non executable command in pipeline stage " + (command + 1));
  }

  /**
   * Takes {@code $x :=}, {@code $x =} or {@code $k, $v :=}; returns whether it is no declaration.
   */
  private boolean declarations(String context, List<String> declared) {
    while (tokens.peekWord().is(Kind.VARIABLE)) {
      int start = tokens.position();
      Token variable = tokens.next();
      Token sign = tokens.peekWord();
      switch (sign.kind()) {
        case DECLARE, ASSIGN -> {
          tokens.next();
          declared.add(variable.text());
          variables.add(variable.text());
          return sign.is(Kind.ASSIGN);
        }
        case COMMA -> {
          tokens.next();
          declared.add(variable.text());
          variables.add(variable.text());
          second(context, declared.size());
        }
        default -> {
          tokens.back(start);
          return false;
        }
      }
    }
    return false;
  }

  private void second(String context, int declared) {
    if (!context.equals("range") || declared > 1) {
      throw tokens.error("too many declarations in " + context);
    }
    if (!tokens.peekWord().is(Kind.VARIABLE)) {
      throw tokens.error("range can only initialize variables");
    }
  }

  private Command command() {
    int offset = tokens.peekWord().offset();
    ImmutableList.Builder<Operand> words = ImmutableList.builder();
    while (true) {
      tokens.peekWord();
      operand().ifPresent(words::add);
      Place place = tokens.placeFrom(offset);
      Token token = tokens.peek();
      switch (token.kind()) {
        case SPACE -> tokens.next();
        case CLOSE, RIGHT -> {
          return command(place, words.build());
        }
        case PIPE -> {
          tokens.next();
          return command(place, words.build());
        }
        default -> throw tokens.unexpected(token, "operand");
      }
    }
  }

  private Command command(Place place, ImmutableList<Operand> words) {
    if (words.isEmpty()) {
      throw tokens.error("empty command");
    }
    return new Command(place, words);
  }

  private Optional<Operand> operand() {
    int offset = tokens.peek().offset();
    Optional<Operand> term = term();
    if (term.isEmpty() || !tokens.peek().is(Kind.FIELD)) {
      return term;
    }
    int first = tokens.peek().offset();
    ImmutableList.Builder<String> names = ImmutableList.builder();
    while (tokens.peek().is(Kind.FIELD)) {
      names.add(tokens.next().text().substring(1));
    }
    // Users know the place of a field by its dot, with the whole operand as text.
    Place place = new Place(first, tokens.placeFrom(offset).text());
    ImmutableList<String> fields = names.build();
    return Optional.of(
        switch (term.get()) {
          case Operand.Field(Place at, ImmutableList<String> earlier) ->
              new Operand.Field(
                  place, ImmutableList.<String>builder().addAll(earlier).addAll(fields).build());
          case Operand.Variable(Place at, String name, ImmutableList<String> none) ->
              new Operand.Variable(place, name, fields);
          case Operand.Name name -> new Operand.Chain(place, name, fields);
          case Pipe pipe -> new Operand.Chain(place, pipe, fields);
          case Operand.Chain chain -> new Operand.Chain(place, chain, fields);
          case Operand.Dot dot -> throw noFields(dot);
          case Operand.Nil nil -> throw noFields(nil);
          case Operand.Constant constant -> throw noFields(constant);
        });
  }

  private TemplateException noFields(Operand term) {
    return tokens.error("unexpected . after term " + Escapes.quoted(term.place().text()));
  }

  private Optional<Operand> term() {
    Token token = tokens.peek();
    Place place = new Place(token.offset(), token.text());
    switch (token.kind()) {
      case NAME, BOOL, NIL, DOT, FIELD, VARIABLE, STRING, NUMBER, CHARACTER, LEFT -> tokens.next();
      default -> {
        return Optional.empty();
      }
    }
    return Optional.of(
        switch (token.kind()) {
          case NAME -> name(place);
          case NIL -> new Operand.Nil(place);
          case DOT -> new Operand.Dot(place);
          case FIELD -> new Operand.Field(place, ImmutableList.of(place.text().substring(1)));
          case VARIABLE -> variable(place);
          case LEFT -> parenthesised();
          default -> new Operand.Constant(place, constant(token));
        });
  }

  private Operand parenthesised() {
    if (++nested > MOST_NESTED) {
      throw tokens.error("more than " + MOST_NESTED + " nested parentheses");
    }
    Pipe pipe = pipe("parenthesized pipeline", Kind.RIGHT);
    nested--;
    return pipe;
  }

  private Operand name(Place place) {
    if (!functions.contains(place.text())) {
      throw tokens.error("function " + Escapes.quoted(place.text()) + " not defined");
    }
    return new Operand.Name(place, place.text());
  }

  private Operand variable(Place place) {
    if (!variables.contains(place.text())) {
      throw tokens.error("undefined variable " + Escapes.quoted(place.text()));
    }
    return new Operand.Variable(place, place.text(), ImmutableList.of());
  }

  private Value constant(Token token) {
    String text = token.text();
    return switch (token.kind()) {
      case BOOL -> new Value.Truth(Boolean.parseBoolean(text));
      case STRING ->
          Literals.string(text)
              .map(Value.Text::new)
              .orElseThrow(() -> tokens.error("invalid syntax"));
      case CHARACTER ->
          Literals.character(text)
              .map(Value.Whole::new)
              .orElseThrow(() -> tokens.error("malformed character constant: " + text));
      default ->
          Literals.number(text)
              .orElseThrow(() -> tokens.error("illegal number syntax: " + Escapes.quoted(text)));
    };
  }
}
