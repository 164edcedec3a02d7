package dev.canary.operator.architecture.planted.cycle.two;

import dev.canary.operator.architecture.planted.cycle.one.First;

/** Planted: needs a package that needs this one. */
public interface Second {
  /** Returns the other end of the cycle. */
  First first();
}
