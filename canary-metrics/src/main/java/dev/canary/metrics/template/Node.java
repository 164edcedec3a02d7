package dev.canary.metrics.template;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/** A part of a template that is executed. */
sealed interface Node {

  /** Text that is written as it stands. */
  record Literal(String text) implements Node {}

  /** An action that writes its value, unless it declares a variable. */
  record Action(Operand.Pipe pipe) implements Node {}

  /**
   * A condition.
   *
   * @param rebinds whether the dot is the condition's value inside, as {@code with} has it
   */
  record Branch(
      boolean rebinds,
      Operand.Pipe condition,
      ImmutableList<Node> then,
      ImmutableList<Node> otherwise)
      implements Node {}

  /** A loop. */
  record Range(Operand.Pipe over, ImmutableList<Node> body, ImmutableList<Node> otherwise)
      implements Node {}

  /** A call of a template by its name. */
  record Call(Place place, String name, Optional<Operand.Pipe> argument) implements Node {}

  /** The end of a loop. */
  record Break() implements Node {}

  /** The end of one turn of a loop. */
  record Continue() implements Node {}
}
