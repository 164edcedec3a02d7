package dev.canary.operator.workload;

import dev.canary.core.port.Conflict;
import dev.canary.core.port.PortException;
import dev.canary.core.port.PortUnavailable;
import dev.canary.core.port.SpecError;
import java.util.function.Supplier;

/** Puts what was attempted in front of what went wrong; the kind of failure stays. */
final class Failures {

  private Failures() {}

  static <T> T prefixed(String prefix, Supplier<T> action) {
    try {
      return action.get();
    } catch (PortException e) {
      throw prefixed(prefix, e);
    }
  }

  static void prefixed(String prefix, Runnable action) {
    try {
      action.run();
    } catch (PortException e) {
      throw prefixed(prefix, e);
    }
  }

  private static PortException prefixed(String prefix, PortException e) {
    String text = prefix + e.text();
    return switch (e) {
      case SpecError error -> new SpecError(text, error);
      case Conflict conflict -> new Conflict(text, conflict);
      case PortUnavailable unavailable -> new PortUnavailable(unavailable.reason(), text, e);
    };
  }
}
