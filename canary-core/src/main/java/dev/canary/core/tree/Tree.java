package dev.canary.core.tree;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An immutable JSON value.
 *
 * <p>A path is a list of keys; against an array a key is the decimal index of an element. Reading a
 * path that does not exist answers empty, never an error: an object that lacks a field and one that
 * holds another kind of value there look alike to a reader, and {@link #at} tells them apart.
 *
 * <p>Objects keep the order of their members, but equality ignores it, as JSON does.
 */
public sealed interface Tree {

  /** A JSON object; members keep their order, equality ignores it. */
  record Obj(ImmutableMap<String, Tree> members) implements Tree {
    /** The empty object. */
    public static final Obj EMPTY = new Obj(ImmutableMap.of());

    /** Returns the member of that name. */
    public Optional<Tree> member(String key) {
      return Optional.ofNullable(members.get(key));
    }

    @Override
    public String toString() {
      return Json.write(this);
    }
  }

  /** A JSON array. */
  record Arr(ImmutableList<Tree> elements) implements Tree {
    /** The empty array. */
    public static final Arr EMPTY = new Arr(ImmutableList.of());

    @Override
    public String toString() {
      return Json.write(this);
    }
  }

  /** A JSON string. */
  record Str(String value) implements Tree {
    @Override
    public String toString() {
      return Json.write(this);
    }
  }

  /**
   * A JSON number, kept as it was written: {@code 1.0} stays {@code 1.0}.
   *
   * @param literal a number by the JSON grammar
   */
  record Num(String literal) implements Tree {
    /** Returns the number when it is a whole one that fits 64 bits; {@code 1.0} is whole. */
    public OptionalLong whole() {
      try {
        return OptionalLong.of(Long.parseLong(literal));
      } catch (NumberFormatException notPlain) {
        return wholeDecimal();
      }
    }

    private OptionalLong wholeDecimal() {
      BigDecimal value = new BigDecimal(literal);
      // Scale bounds first: 1e999999999 must not be expanded digit by digit.
      if (value.precision() - value.scale() > 19 || value.scale() > 400) {
        return OptionalLong.empty();
      }
      try {
        return OptionalLong.of(value.longValueExact());
      } catch (ArithmeticException fractional) {
        return OptionalLong.empty();
      }
    }

    @Override
    public String toString() {
      return literal;
    }
  }

  /** A JSON boolean. */
  record Bool(boolean value) implements Tree {
    @Override
    public String toString() {
      return Boolean.toString(value);
    }
  }

  /** The JSON {@code null}. */
  record Null() implements Tree {
    /** The one value of this type. */
    public static final Null NULL = new Null();

    @Override
    public String toString() {
      return "null";
    }
  }

  /** Returns a string. */
  static Tree of(String value) {
    return new Str(value);
  }

  /** Returns a whole number. */
  static Tree of(long value) {
    return new Num(Long.toString(value));
  }

  /** Returns a boolean. */
  static Tree of(boolean value) {
    return new Bool(value);
  }

  /** Returns an array of the elements in their order. */
  static Arr array(Tree... elements) {
    return new Arr(ImmutableList.copyOf(elements));
  }

  /** Returns an array of the elements in their order. */
  static Arr array(Iterable<? extends Tree> elements) {
    return new Arr(ImmutableList.copyOf(elements));
  }

  /** Returns an array of strings. */
  static Arr strings(Iterable<String> values) {
    ImmutableList.Builder<Tree> elements = ImmutableList.builder();
    values.forEach(value -> elements.add(of(value)));
    return new Arr(elements.build());
  }

  /** Returns an object with the members in their order. */
  static Obj object(Map<String, ? extends Tree> members) {
    return new Obj(ImmutableMap.copyOf(members));
  }

  /** Returns an object of string members. */
  static Obj texts(Map<String, String> members) {
    return new Obj(
        members.entrySet().stream()
            .collect(toImmutableMap(Map.Entry::getKey, entry -> of(entry.getValue()))));
  }

  /** Starts an object member by member. */
  static Members members() {
    return new Members();
  }

  /** Builds an object; a member set twice keeps its place and takes the later value. */
  final class Members {
    private final Map<String, Tree> members = new LinkedHashMap<>();

    private Members() {}

    /** Sets a member. */
    public Members put(String key, Tree value) {
      members.put(key, value);
      return this;
    }

    /** Sets a string member. */
    public Members put(String key, String value) {
      return put(key, of(value));
    }

    /** Sets a number member. */
    public Members put(String key, long value) {
      return put(key, of(value));
    }

    /** Sets a boolean member. */
    public Members put(String key, boolean value) {
      return put(key, of(value));
    }

    /** Sets a member if there is a value. */
    public Members putIfPresent(String key, Optional<? extends Tree> value) {
      value.ifPresent(tree -> put(key, tree));
      return this;
    }

    /** Returns the object. */
    public Obj build() {
      return Tree.object(members);
    }
  }

  /** Returns what stands at the path. */
  default Optional<Tree> at(String... path) {
    return Paths.at(this, List.of(path));
  }

  /** Returns what stands at the path. */
  default Optional<Tree> at(List<String> path) {
    return Paths.at(this, path);
  }

  /** Returns the string at the path, or empty if there is none or another kind of value. */
  default Optional<String> text(String... path) {
    return at(path)
        .flatMap(tree -> tree instanceof Str(String value) ? Optional.of(value) : Optional.empty());
  }

  /** Returns the string at the path, or the fallback. */
  default String textOr(String fallback, String... path) {
    return text(path).orElse(fallback);
  }

  /** Returns the whole number at the path, or empty if there is none or another kind of value. */
  default OptionalLong whole(String... path) {
    return at(path)
        .map(tree -> tree instanceof Num number ? number.whole() : OptionalLong.empty())
        .orElse(OptionalLong.empty());
  }

  /** Returns the whole number at the path, or the fallback. */
  default long wholeOr(long fallback, String... path) {
    return whole(path).orElse(fallback);
  }

  /** Returns whether {@code true} stands at the path. */
  default boolean isTrue(String... path) {
    return at(path).filter(new Bool(true)::equals).isPresent();
  }

  /** Returns the elements of the array at the path, or none. */
  default ImmutableList<Tree> items(String... path) {
    return at(path)
        .map(tree -> tree instanceof Arr(ImmutableList<Tree> elements) ? elements : null)
        .orElse(ImmutableList.of());
  }

  /** Returns the members of the object at the path, or none. */
  default ImmutableMap<String, Tree> fields(String... path) {
    return at(path)
        .map(tree -> tree instanceof Obj(ImmutableMap<String, Tree> members) ? members : null)
        .orElse(ImmutableMap.of());
  }

  /** Returns the string members of the object at the path; others are left out. */
  default ImmutableMap<String, String> texts(String... path) {
    return fields(path).entrySet().stream()
        .filter(entry -> entry.getValue() instanceof Str)
        .collect(toImmutableMap(Map.Entry::getKey, entry -> ((Str) entry.getValue()).value()));
  }

  /** Returns the strings in the array at the path; other elements are left out. */
  default ImmutableList<String> strings(String... path) {
    return items(path).stream()
        .flatMap(tree -> tree instanceof Str(String value) ? Stream.of(value) : Stream.empty())
        .collect(toImmutableList());
  }

  /**
   * Returns this tree with the value at the path; missing objects on the way are created.
   *
   * @throws IllegalArgumentException if the path leads through a scalar or past the end of an array
   */
  default Tree with(Tree value, String... path) {
    return Paths.with(this, List.of(path), value);
  }

  /** Returns this tree with the string at the path, as {@link #with(Tree, String...)}. */
  default Tree with(String value, String... path) {
    return with(of(value), path);
  }

  /** Returns this tree with the number at the path, as {@link #with(Tree, String...)}. */
  default Tree with(long value, String... path) {
    return with(of(value), path);
  }

  /**
   * Returns this tree without what stands at the path; a path that does not exist changes nothing.
   */
  default Tree without(String... path) {
    return Paths.without(this, List.of(path));
  }

  /** Returns the differences from this tree to the other, outermost first; empty when equal. */
  default ImmutableList<Change> diff(Tree other) {
    return Paths.diff(this, other);
  }

  /**
   * One difference between two trees.
   *
   * @param path where; empty for the root
   * @param before what stood there, absent if nothing
   * @param after what stands there now, absent if nothing
   */
  record Change(ImmutableList<String> path, @Nullable Tree before, @Nullable Tree after) {}
}
