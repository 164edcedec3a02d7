package dev.canary.operator.kube;

import dev.canary.core.port.Conflict;
import dev.canary.core.port.PortException;
import dev.canary.core.port.PortUnavailable;
import dev.canary.core.port.PortUnavailable.Cause;
import dev.canary.core.port.SpecError;
import dev.canary.core.store.ResourceType;

/** Turns answers of the API server other than success into the failures of ports. */
final class Refusals {

  private Refusals() {}

  /**
   * Returns the failure.
   *
   * @param doing what was tried with which object, as in {@code update Service shop.test}
   */
  static PortException of(Answer answer, String doing, ResourceType type) {
    String text = "cannot " + doing + ": " + answer.message();
    return switch (answer.code()) {
      case 409 -> new Conflict(text);
      case 400, 413, 415, 422 -> new SpecError(text);
      case 401, 403 -> new PortUnavailable(Cause.NOT_PERMITTED, text);
      case 404 -> missing(answer, text, type);
      case 405 -> new PortUnavailable(Cause.NOT_INSTALLED, text);
      default -> new PortUnavailable(Cause.TRANSIENT, text);
    };
  }

  private static PortException missing(Answer answer, String text, ResourceType type) {
    if (answer.aboutNamespace()) {
      return new PortUnavailable(Cause.MISSING_REFERENCE, text);
    }
    return answer.aboutObject()
        ? new Conflict(text)
        : new PortUnavailable(Cause.NOT_INSTALLED, text + "; " + notInstalled(type));
  }

  /** Returns what to do about a resource that is not served. */
  static String notInstalled(ResourceType type) {
    return "the cluster does not serve "
        + type.plural()
        + " of "
        + type.apiVersion()
        + "; install its CustomResourceDefinition";
  }

  /** Returns what to do about a resource that may not be read. */
  static String notPermitted(ResourceType type, String namespace) {
    return "allow get, list and watch of "
        + type.plural()
        + (type.group().isEmpty() ? "" : "." + type.group())
        + (namespace.isEmpty() ? " in all namespaces" : " in namespace " + namespace);
  }
}
