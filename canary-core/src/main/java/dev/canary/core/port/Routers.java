package dev.canary.core.port;

import dev.canary.core.model.Capabilities;

/** Finds the router of a provider. */
@FunctionalInterface
public interface Routers {

  /**
   * Returns the router of a provider and what it can do.
   *
   * @throws SpecError if there is none of that name; the message lists the known names
   */
  Routing of(String provider);

  /** A router and what it declares. */
  record Routing(Router router, Capabilities capabilities) {}
}
