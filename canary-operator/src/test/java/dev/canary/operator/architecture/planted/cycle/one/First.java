package dev.canary.operator.architecture.planted.cycle.one;

import dev.canary.operator.architecture.planted.cycle.two.Second;

/** Planted: needs a package that needs this one. */
public interface First {
  /** Returns the other end of the cycle. */
  Second second();
}
