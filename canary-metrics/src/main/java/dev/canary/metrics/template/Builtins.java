package dev.canary.metrics.template;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;

/** The functions that every template has. */
final class Builtins {

  private static final int ANY = Integer.MAX_VALUE;

  /** All of them by name. */
  static final ImmutableMap<String, Builtin> ALL =
      ImmutableMap.<String, Builtin>builder()
          // Both are evaluated lazily, by the evaluator.
          .put("and", new Builtin(1, ANY, ImmutableList::getLast))
          .put("or", new Builtin(1, ANY, ImmutableList::getLast))
          .put("not", new Builtin(1, 1, args -> truth(!args.getFirst().holds())))
          .put("len", new Builtin(1, 1, args -> length(args.getFirst())))
          .put("index", new Builtin(1, ANY, Builtins::index))
          .put("slice", new Builtin(1, ANY, Builtins::slice))
          .put("print", new Builtin(0, ANY, args -> text(Printer.print(args))))
          .put("println", new Builtin(0, ANY, args -> text(Printer.printLine(args))))
          .put("printf", new Builtin(1, ANY, Builtins::format))
          .put("html", new Builtin(0, ANY, args -> text(Escapes.html(Printer.print(args)))))
          .put("js", new Builtin(0, ANY, args -> text(Escapes.js(Printer.print(args)))))
          .put("urlquery", new Builtin(0, ANY, args -> text(Escapes.query(Printer.print(args)))))
          .put("call", new Builtin(1, ANY, Builtins::call))
          .put("eq", new Builtin(1, ANY, args -> truth(Comparison.equal(args))))
          .put("ne", new Builtin(2, 2, args -> truth(!Comparison.equal(args))))
          .put("lt", new Builtin(2, 2, args -> truth(Comparison.less(args))))
          .put("le", new Builtin(2, 2, args -> truth(Comparison.lessOrEqual(args))))
          .put("gt", new Builtin(2, 2, args -> truth(!Comparison.lessOrEqual(args))))
          .put("ge", new Builtin(2, 2, args -> truth(!Comparison.less(args))))
          .buildOrThrow();

  private Builtins() {}

  /**
   * A function.
   *
   * @param least arguments
   * @param most arguments
   * @param function throws {@link Fault} if it cannot work with the arguments
   */
  record Builtin(int least, int most, Function<ImmutableList<Value>, Value> function) {}

  static Builtin of(String name) {
    Builtin builtin = ALL.get(name);
    if (builtin == null) {
      throw new IllegalStateException("no function " + name);
    }
    return builtin;
  }

  private static Value text(String text) {
    return new Value.Text(text);
  }

  private static Value truth(boolean truth) {
    return new Value.Truth(truth);
  }

  private static Value length(Value value) {
    return switch (value) {
      case Value.Text(String text) -> new Value.Whole(text.getBytes(StandardCharsets.UTF_8).length);
      case Value.Table(ImmutableSortedMap<String, String> entries) ->
          new Value.Whole(entries.size());
      case Value.Nothing nothing ->
          throw new Fault("reflect: call of reflect.Value.Type on zero Value");
      default -> throw new Fault("len of type " + value.type());
    };
  }

  private static Value index(ImmutableList<Value> arguments) {
    Value value = arguments.getFirst();
    if (value instanceof Value.Nothing) {
      throw new Fault("index of untyped nil");
    }
    for (Value index : arguments.subList(1, arguments.size())) {
      value = element(value, index);
    }
    return value;
  }

  private static Value element(Value value, Value index) {
    return switch (value) {
      case Value.Table(ImmutableSortedMap<String, String> entries) -> {
        if (index instanceof Value.Text(String key)) {
          yield text(entries.getOrDefault(key, ""));
        }
        throw new Fault("value has type " + index.type() + "; should be string");
      }
      case Value.Text(String text) -> {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int at = offset(index, bytes.length);
        if (at == bytes.length) {
          throw new Fault("reflect: string index out of range");
        }
        yield new Value.Whole(Byte.toUnsignedInt(bytes[at]));
      }
      default -> throw new Fault("can't index item of type " + value.type());
    };
  }

  private static int offset(Value index, int length) {
    if (!(index instanceof Value.Whole(long offset))) {
      throw new Fault("cannot index slice/array with type " + index.type());
    }
    if (offset < 0 || offset > length) {
      throw new Fault("index out of range: " + offset);
    }
    return (int) offset;
  }

  private static Value slice(ImmutableList<Value> arguments) {
    if (!(arguments.getFirst() instanceof Value.Text(String text))) {
      throw new Fault("can't slice item of type " + arguments.getFirst().type());
    }
    if (arguments.size() > 3) {
      throw new Fault("cannot 3-index slice a string");
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int from = arguments.size() > 1 ? offset(arguments.get(1), bytes.length) : 0;
    int to = arguments.size() > 2 ? offset(arguments.get(2), bytes.length) : bytes.length;
    if (from > to) {
      throw new Fault("invalid slice index: " + from + " > " + to);
    }
    return text(new String(Arrays.copyOfRange(bytes, from, to), StandardCharsets.UTF_8));
  }

  private static Value format(ImmutableList<Value> arguments) {
    if (arguments.getFirst() instanceof Value.Text(String format)) {
      return text(Printer.format(format, arguments.subList(1, arguments.size())));
    }
    throw new Fault("wrong type for value; expected string; got " + arguments.getFirst().type());
  }

  private static Value call(ImmutableList<Value> arguments) {
    Value value = arguments.getFirst();
    throw new Fault(
        value instanceof Value.Nothing ? "call of nil" : "non-function of type " + value.type());
  }
}
