package dev.canary.metrics.template;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import dev.canary.metrics.template.Operand.Command;
import dev.canary.metrics.template.Operand.Pipe;
import java.util.Optional;

/** Evaluates operands of one template. */
final class Evaluator {

  private final String source;
  private final String template;
  private final ImmutableMap<String, Value> functions;
  private final Variables variables = new Variables();

  /** What was evaluated last; errors of a whole pipeline are told there. */
  private Place current = new Place(0, Template.NAME);

  Evaluator(String source, String template, ImmutableMap<String, Value> functions, Value argument) {
    this.source = source;
    this.template = template;
    this.functions = functions;
    variables.declare("$", argument);
  }

  Variables variables() {
    return variables;
  }

  /** Evaluates a pipeline; its variables take the value. */
  Value pipe(Value dot, Pipe pipe) {
    Optional<Value> value = Optional.empty();
    for (Command command : pipe.commands()) {
      value = Optional.of(command(dot, command, value));
    }
    Value result = value.orElse(Value.Nothing.VALUE);
    for (String variable : pipe.variables()) {
      if (!pipe.assigns()) {
        variables.declare(variable, result);
      } else if (!variables.assign(variable, result)) {
        throw error(current, "undefined variable: " + variable);
      }
    }
    return result;
  }

  private Value command(Value dot, Command command, Optional<Value> last) {
    Operand first = command.words().getFirst();
    if (first instanceof Operand.Name name) {
      return call(dot, name, command, last);
    }
    boolean given = command.words().size() > 1 || last.isPresent();
    if (given) {
      throw notCallable(dot, first);
    }
    if (first instanceof Operand.Nil) {
      throw error(first.place(), "nil is not a command");
    }
    return operand(dot, first);
  }

  private TemplateException notCallable(Value dot, Operand operand) {
    return switch (operand) {
      case Operand.Field(Place at, ImmutableList<String> fields) -> noMethod(dot, operand, fields);
      case Operand.Chain(Place at, Operand base, ImmutableList<String> fields) ->
          noMethod(dot, operand, fields);
      case Pipe pipe -> error("can't give argument to non-function " + current.text());
      default ->
          error(operand.place(), "can't give argument to non-function " + operand.place().text());
    };
  }

  /** A field that is missing is told before the arguments that it cannot take. */
  private TemplateException noMethod(Value dot, Operand operand, ImmutableList<String> fields) {
    operand(dot, operand);
    return error(operand.place(), fields.getLast() + " is not a method but has arguments");
  }

  private Value operand(Value dot, Operand operand) {
    current = operand.place();
    return switch (operand) {
      case Operand.Dot any -> dot;
      case Operand.Nil any -> Value.Nothing.VALUE;
      case Operand.Constant(Place at, Value value) -> value;
      case Pipe pipe -> pipe(dot, pipe);
      case Operand.Name name ->
          call(dot, name, new Command(name.place(), ImmutableList.of(name)), Optional.empty());
      case Operand.Field(Place at, ImmutableList<String> fields) -> fields(dot, fields, at);
      case Operand.Variable(Place at, String name, ImmutableList<String> fields) ->
          fields(
              variables.find(name).orElseThrow(() -> error(at, "undefined variable: " + name)),
              fields,
              at);
      case Operand.Chain(Place at, Operand base, ImmutableList<String> fields) ->
          fields(operand(dot, base), fields, base.place());
    };
  }

  private Value fields(Value receiver, ImmutableList<String> fields, Place at) {
    Value value = receiver;
    for (String field : fields) {
      value = field(value, field, at);
    }
    return value;
  }

  private Value field(Value receiver, String field, Place at) {
    return switch (receiver) {
      case Value.Nothing nothing ->
          throw error(at, "nil data; no entry for key " + Escapes.quoted(field));
      case Value.Table(ImmutableSortedMap<String, String> entries) -> {
        String entry = entries.get(field);
        if (entry == null) {
          throw error(at, "map has no entry for key " + Escapes.quoted(field));
        }
        yield new Value.Text(entry);
      }
      default -> throw error(at, "can't evaluate field " + field + " in type " + receiver.type());
    };
  }

  private Value call(Value dot, Operand.Name name, Command command, Optional<Value> last) {
    ImmutableList<Operand> words = command.words();
    current = name.place();
    int given = words.size() - 1 + (last.isPresent() ? 1 : 0);
    Value constant = functions.get(name.name());
    if (constant != null) {
      arity(name, given, 0, 0);
      return constant;
    }
    Builtins.Builtin builtin = Builtins.of(name.name());
    arity(name, given, builtin.least(), builtin.most());
    if (name.name().equals("and") || name.name().equals("or")) {
      return lazily(dot, name.name().equals("or"), words, last);
    }
    ImmutableList.Builder<Value> arguments = ImmutableList.builder();
    for (Operand word : words.subList(1, words.size())) {
      Value value = operand(dot, word);
      if (name.name().equals("printf") && word.equals(words.get(1))) {
        requireText(word, value);
      }
      arguments.add(value);
    }
    last.ifPresent(arguments::add);
    try {
      return builtin.function().apply(arguments.build());
    } catch (Fault fault) {
      throw error(command.place(), "error calling " + name.name() + ": " + fault.text());
    }
  }

  private void requireText(Operand word, Value value) {
    if (!(value instanceof Value.Text)) {
      throw error(
          word.place(),
          word instanceof Operand.Constant
              ? "expected string; found " + word.place().text()
              : "wrong type for value; expected string; got " + value.type());
    }
  }

  /** Evaluates one argument after the other until one decides. */
  private Value lazily(
      Value dot, boolean decisive, ImmutableList<Operand> words, Optional<Value> last) {
    Value value = Value.Nothing.VALUE;
    for (Operand word : words.subList(1, words.size())) {
      value = operand(dot, word);
      if (value.holds() == decisive) {
        return value;
      }
    }
    return last.orElse(value);
  }

  private void arity(Operand.Name name, int given, int least, int most) {
    if (given < least || given > most) {
      String wanted = least == most ? "want " + least : "want at least " + least;
      throw error(
          name.place(),
          "wrong number of args for " + name.name() + ": " + wanted + " got " + given);
    }
  }

  /** Returns an error of the pipeline evaluated last. */
  TemplateException error(String problem) {
    return error(current, problem);
  }

  TemplateException error(Place at, String problem) {
    return TemplateException.executing(source, template, at, problem);
  }
}
