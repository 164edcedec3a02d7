package dev.canary.testkit.cluster.proxy.istio;

/** Names of hosts as Istio resolves and compares them. */
public final class Hosts {

  /** The end of the full name of every Service. */
  public static final String SERVICE_SUFFIX = ".svc.cluster.local";

  private Hosts() {}

  /** Returns the full name of a Service. */
  public static String service(String name, String namespace) {
    return name + "." + namespace + SERVICE_SUFFIX;
  }

  /**
   * Returns the full name that a host in an object of the namespace stands for: one without a dot
   * is a Service of that namespace; any other stands for itself, also {@code name.namespace}.
   */
  public static String resolve(String host, String namespace) {
    return host.indexOf('.') < 0 && !host.equals("*") ? service(host, namespace) : host;
  }

  /**
   * Returns how closely the pattern matches the host: greater is closer, negative not at all. A
   * pattern is a name, {@code *.} before the end of one, or {@code *}.
   */
  static int closeness(String pattern, String host) {
    if (pattern.equals(host)) {
      return Integer.MAX_VALUE;
    }
    if (pattern.equals("*")) {
      return 0;
    }
    boolean wild = pattern.startsWith("*.") && host.endsWith(pattern.substring(1));
    return wild ? pattern.length() : -1;
  }
}
