package dev.canary.router.istio;

import dev.canary.core.port.Conflict;
import dev.canary.core.port.PortException;
import dev.canary.core.port.PortUnavailable;
import dev.canary.core.port.PortUnavailable.Cause;
import dev.canary.core.port.SpecError;
import dev.canary.core.port.UnsupportedRoute;
import dev.canary.core.store.ObjectKey;
import java.util.function.Supplier;

/** The error texts that users match on (router chapter, section 10). */
final class Failures {

  private Failures() {}

  /** Calls the store; a failure keeps its type and gets the text before its own. */
  static <T> T named(String text, Supplier<T> call) {
    try {
      return call.get();
    } catch (PortException e) {
      throw prefixed(text, e);
    }
  }

  /** Calls the store as {@link #named}, for calls without an answer. */
  static void naming(String text, Runnable call) {
    try {
      call.run();
    } catch (PortException e) {
      throw prefixed(text, e);
    }
  }

  static PortUnavailable absent(ObjectKey key, String prefix) {
    return new PortUnavailable(
        Cause.ABSENT,
        String.format(
            "%s%s.%s \"%s\" not found",
            prefix, key.type().plural(), key.type().group(), key.name()));
  }

  static PortUnavailable unreadable(ObjectKey key, String primary, String canary) {
    return new PortUnavailable(
        Cause.UNREADABLE, key + " does not contain routes for " + primary + " and " + canary);
  }

  private static PortException prefixed(String prefix, PortException cause) {
    String text = prefix + cause.text();
    return switch (cause) {
      case Conflict conflict -> new Conflict(text, conflict);
      case PortUnavailable unavailable ->
          new PortUnavailable(unavailable.reason(), text, unavailable);
      case UnsupportedRoute unsupported -> new UnsupportedRoute(text);
      case SpecError error -> new SpecError(text, error);
    };
  }
}
