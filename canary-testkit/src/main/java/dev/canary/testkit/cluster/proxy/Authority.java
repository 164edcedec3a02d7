package dev.canary.testkit.cluster.proxy;

import dev.canary.testkit.cluster.proxy.istio.Hosts;
import java.util.Locale;

/**
 * The host and port that a request names.
 *
 * @param host lower case, without the port
 * @param port 80 if none was written
 */
record Authority(String host, int port) {

  private static final int DEFAULT_PORT = 80;
  private static final String CLUSTER_DOMAIN = ".cluster.local";

  /** Reads {@code HOST} or {@code HOST:PORT}; a port that is none counts as part of the host. */
  static Authority parse(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    int colon = lower.lastIndexOf(':');
    try {
      return colon < 0
          ? new Authority(lower, DEFAULT_PORT)
          : new Authority(lower.substring(0, colon), Integer.parseInt(lower.substring(colon + 1)));
    } catch (NumberFormatException notAPort) {
      return new Authority(lower, DEFAULT_PORT);
    }
  }

  /**
   * Returns the full name of the Service that the host would be by the search path of a pod's
   * resolver: {@code NAME}, {@code NAME.NAMESPACE}, {@code NAME.NAMESPACE.svc} and the full name
   * itself. Whether there is such a Service is not asked.
   */
  String serviceHost(String namespace) {
    if (host.endsWith(Hosts.SERVICE_SUFFIX)) {
      return host;
    }
    if (host.endsWith(".svc")) {
      return host + CLUSTER_DOMAIN;
    }
    int dot = host.indexOf('.');
    if (dot < 0) {
      return Hosts.service(host, namespace);
    }
    return host.indexOf('.', dot + 1) < 0 ? host + Hosts.SERVICE_SUFFIX : host;
  }

  /** Returns this with the host as {@link #serviceHost}. */
  Authority resolved(String namespace) {
    return new Authority(serviceHost(namespace), port);
  }
}
