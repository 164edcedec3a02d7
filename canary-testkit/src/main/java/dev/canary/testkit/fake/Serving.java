package dev.canary.testkit.fake;

import dev.canary.core.port.PortUnavailable;
import dev.canary.core.port.PortUnavailable.Cause;
import dev.canary.core.store.ResourceType;

/** How a cluster stands to a type of objects. */
public enum Serving {
  /** Reads and writes are answered. */
  SERVED,
  /** The API is not installed. */
  ABSENT,
  /** Reads and writes are not permitted. */
  FORBIDDEN,
  /** What is known is too old to be read; writes are answered. */
  STALE;

  void checkRead(ResourceType type) {
    switch (this) {
      case SERVED -> {}
      case ABSENT ->
          throw new PortUnavailable(
              Cause.NOT_INSTALLED, "the server has no " + type.plural() + " of " + name(type));
      case FORBIDDEN ->
          throw new PortUnavailable(
              Cause.NOT_PERMITTED, type.plural() + " of " + name(type) + " is forbidden");
      case STALE ->
          throw new PortUnavailable(
              Cause.STALE, type.plural() + " of " + name(type) + " are not up to date");
    }
  }

  void checkWrite(ResourceType type) {
    if (this != STALE) {
      checkRead(type);
    }
  }

  private static String name(ResourceType type) {
    return type.apiVersion();
  }
}
