package dev.canary.operator.crd;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.canary.core.tree.Tree;
import dev.canary.core.tree.Tree.Arr;
import dev.canary.core.tree.Tree.Bool;
import dev.canary.core.tree.Tree.Null;
import dev.canary.core.tree.Tree.Num;
import dev.canary.core.tree.Tree.Obj;
import dev.canary.core.tree.Tree.Str;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The members of one object of a specification. Reading a member of the wrong kind answers as if it
 * were absent and leaves a problem, so that one reading finds all of them. {@code null} is absent.
 *
 * @param tree the object
 * @param path of the object, for example {@code spec.analysis}
 * @param findings where problems go
 */
record Fields(Tree tree, String path, Findings findings) {

  private static final String WHOLE = "a whole number of 32 bits";

  boolean has(String name) {
    return raw(name).isPresent();
  }

  Optional<Tree> raw(String name) {
    return tree.at(name).filter(value -> !(value instanceof Null));
  }

  /** Returns the text; the empty one is absent. */
  Optional<String> text(String name) {
    return read(name, "a text", value -> value instanceof Str(String text) ? text : null)
        .filter(text -> !text.isEmpty());
  }

  /** Returns the text; absent and empty are problems. */
  Optional<String> required(String name, String expected) {
    Optional<String> text = text(name);
    if (text.isEmpty() && raw(name).filter(value -> !(value instanceof Str)).isEmpty()) {
      problem(name, SpecTexts.missing(expected));
    }
    return text;
  }

  /** Returns the text if it is one of those allowed. */
  Optional<String> oneOf(String name, ImmutableSet<String> allowed) {
    Optional<String> text = text(name);
    text.filter(value -> !allowed.contains(value))
        .ifPresent(value -> problem(name, SpecTexts.wrong(value, SpecTexts.oneOf(allowed))));
    return text.filter(allowed::contains);
  }

  /** Returns the whole number that fits 32 bits; {@code 1.0} is whole. */
  Optional<Integer> whole(String name) {
    return read(name, WHOLE, Fields::wholeOf);
  }

  /** Returns the whole number within the bounds, both included. */
  Optional<Integer> within(String name, int least, int most) {
    String expected = "a whole number from " + least + " to " + most;
    return read(
        name,
        expected,
        value -> {
          Integer number = wholeOf(value);
          return number == null || number < least || number > most ? null : number;
        });
  }

  Optional<Double> number(String name) {
    return read(
        name,
        "a number",
        value -> value instanceof Num(String literal) ? Double.valueOf(literal) : null);
  }

  boolean flag(String name) {
    return read(
            name,
            "true or false",
            value -> value instanceof Bool(boolean flag) ? Boolean.valueOf(flag) : null)
        .orElse(false);
  }

  /** Returns the object member; an empty one if absent. */
  Fields child(String name) {
    Optional<Tree> object = read(name, "an object", value -> value instanceof Obj ? value : null);
    // What a value of another kind lacks is no problem of its own.
    boolean mistyped = has(name) && object.isEmpty();
    return new Fields(object.orElse(Obj.EMPTY), path(name), mistyped ? new Findings() : findings);
  }

  /** Returns the objects of an array member; elements of another kind are problems. */
  ImmutableList<Fields> objects(String name) {
    return elements(name, "an object", value -> value instanceof Obj ? value : null)
        .entrySet()
        .stream()
        .map(element -> new Fields(element.getValue(), element.getKey(), findings))
        .collect(ImmutableList.toImmutableList());
  }

  /** Returns the whole numbers of an array member; elements of another kind are problems. */
  ImmutableList<Integer> wholes(String name) {
    return elements(name, WHOLE, Fields::wholeOf).values().asList();
  }

  /** Returns the texts of an array member; elements of another kind are problems. */
  ImmutableList<String> strings(String name) {
    return elements(name, "a text", value -> value instanceof Str(String text) ? text : null)
        .values()
        .asList();
  }

  /** Returns the members of an object of texts; members of another kind are problems. */
  ImmutableMap<String, String> texts(String name) {
    Fields map = child(name);
    return map.tree().fields().keySet().stream()
        .filter(key -> map.has(key) && map.stringly(key))
        .collect(toImmutableMap(Function.identity(), key -> map.tree().textOr("", key)));
  }

  void problem(String name, String message) {
    findings.problem(path(name), message);
  }

  void note(String name, String message) {
    findings.note(path(name), message);
  }

  String path(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private boolean stringly(String name) {
    return read(name, "a text", value -> value instanceof Str(String text) ? text : null)
        .isPresent();
  }

  private <T> Optional<T> read(
      String name, String expected, Function<Tree, @Nullable T> conversion) {
    return raw(name).flatMap(value -> convert(path(name), value, expected, conversion));
  }

  private <T> ImmutableMap<String, T> elements(
      String name, String expected, Function<Tree, @Nullable T> conversion) {
    ImmutableList<Tree> elements =
        this.<ImmutableList<Tree>>read(
                name, "a list", value -> value instanceof Arr(var items) ? items : null)
            .orElse(ImmutableList.of());
    ImmutableMap.Builder<String, T> converted = ImmutableMap.builder();
    for (int i = 0; i < elements.size(); i++) {
      String where = path(name) + "[" + i + "]";
      convert(where, elements.get(i), expected, conversion)
          .ifPresent(value -> converted.put(where, value));
    }
    return converted.buildOrThrow();
  }

  private <T> Optional<T> convert(
      String where, Tree value, String expected, Function<Tree, @Nullable T> conversion) {
    Optional<T> converted = Optional.ofNullable(conversion.apply(value));
    if (converted.isEmpty()) {
      findings.problem(where, SpecTexts.wrong(value, expected));
    }
    return converted;
  }

  private static @Nullable Integer wholeOf(Tree value) {
    OptionalLong whole = value instanceof Num number ? number.whole() : OptionalLong.empty();
    return whole.isPresent() && whole.getAsLong() == (int) whole.getAsLong()
        ? Integer.valueOf((int) whole.getAsLong())
        : null;
  }
}
