package dev.canary.metrics.builtin;

/**
 * The name that messages call the source of built-in checks by, and its queries (metrics chapter,
 * section 2.1).
 *
 * @param name for example {@code istio} or {@code gatewayapi:v1beta1:service}
 * @param queries what it is asked
 */
public record MetricsSource(String name, QuerySet queries) {

  /**
   * Chooses the source.
   *
   * @param mesh the operator's traffic provider
   * @param provider the canary's own; empty for none
   * @param service whether the target is a core Service
   */
  public static MetricsSource of(String mesh, String provider, boolean service) {
    String name = mesh.contains("crossover") ? "crossover" : mesh;
    if (!provider.isEmpty()) {
      name = mesh.contains("linkerd") ? "linkerd" : provider;
    }
    if (service) {
      name += ":service";
    }
    return new MetricsSource(name, queries(name));
  }

  private static QuerySet queries(String name) {
    if (name.startsWith("appmesh")) {
      return QuerySet.APP_MESH;
    }
    if (name.startsWith("gloo")) {
      return QuerySet.GLOO;
    }
    if (name.startsWith("gatewayapi")) {
      return QuerySet.HTTP;
    }
    return switch (name) {
      case "linkerd" -> QuerySet.LINKERD;
      case "contour" -> QuerySet.CONTOUR;
      case "nginx" -> QuerySet.NGINX;
      case "kubernetes" -> QuerySet.HTTP;
      case "skipper" -> QuerySet.SKIPPER;
      case "traefik" -> QuerySet.TRAEFIK;
      case "osm" -> QuerySet.OSM;
      case "kuma" -> QuerySet.KUMA;
      case "apisix" -> QuerySet.APISIX;
      case "knative" -> QuerySet.KNATIVE;
      default -> QuerySet.ISTIO;
    };
  }
}
