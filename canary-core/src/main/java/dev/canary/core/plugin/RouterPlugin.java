package dev.canary.core.plugin;

import dev.canary.core.port.Router;

/**
 * A router as a plug-in: what it is, and how to make one. Needs a public no-argument constructor.
 */
public interface RouterPlugin {

  /** Returns what is known without a cluster. */
  RouterDescriptor descriptor();

  /**
   * Creates a router; no I/O happens yet.
   *
   * @param context everything it may use
   * @param provider the name that it was found by
   */
  Router create(RouterContext context, String provider);
}
