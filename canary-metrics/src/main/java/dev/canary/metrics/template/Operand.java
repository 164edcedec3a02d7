package dev.canary.metrics.template;

import com.google.common.collect.ImmutableList;

/** A part of a template that has a value. */
sealed interface Operand {

  /** Returns where it stands. */
  Place place();

  /**
   * Commands, each given the value of the one before as its last argument.
   *
   * @param variables those that take the value
   * @param assigns whether they were declared before
   */
  record Pipe(
      Place place,
      ImmutableList<String> variables,
      boolean assigns,
      ImmutableList<Command> commands)
      implements Operand {}

  /** A function with its arguments, or a single value. */
  record Command(Place place, ImmutableList<Operand> words) {}

  /** A function. */
  record Name(Place place, String name) implements Operand {}

  /** Fields of the dot. */
  record Field(Place place, ImmutableList<String> fields) implements Operand {}

  /** A variable, or fields of it. */
  record Variable(Place place, String name, ImmutableList<String> fields) implements Operand {}

  /** Fields of any other value. */
  record Chain(Place place, Operand base, ImmutableList<String> fields) implements Operand {}

  /** The dot. */
  record Dot(Place place) implements Operand {}

  /** The word {@code nil}. */
  record Nil(Place place) implements Operand {}

  /** A constant. */
  record Constant(Place place, Value value) implements Operand {}
}
