package dev.canary.testkit.cluster.client;

/** The types of object that the embedded cluster itself reads and writes. */
public final class Resources {

  /** Namespaces. */
  public static final ResourceType NAMESPACES =
      new ResourceType("", "v1", "Namespace", "namespaces", false);

  /** Pods. */
  public static final ResourceType PODS = core("Pod", "pods");

  /** Services. */
  public static final ResourceType SERVICES = core("Service", "services");

  /** Endpoints. */
  public static final ResourceType ENDPOINTS = core("Endpoints", "endpoints");

  /** Deployments. */
  public static final ResourceType DEPLOYMENTS = apps("Deployment", "deployments");

  /** Replica sets. */
  public static final ResourceType REPLICA_SETS = apps("ReplicaSet", "replicasets");

  /** Horizontal pod autoscalers. */
  public static final ResourceType AUTOSCALERS =
      ResourceType.namespaced(
          "autoscaling", "v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers");

  /** Virtual services of Istio. */
  public static final ResourceType VIRTUAL_SERVICES = istio("VirtualService", "virtualservices");

  /** Destination rules of Istio. */
  public static final ResourceType DESTINATION_RULES = istio("DestinationRule", "destinationrules");

  /** Gateways of Istio. */
  public static final ResourceType GATEWAYS = istio("Gateway", "gateways");

  private Resources() {}

  private static ResourceType core(String kind, String plural) {
    return ResourceType.namespaced("", "v1", kind, plural);
  }

  private static ResourceType apps(String kind, String plural) {
    return ResourceType.namespaced("apps", "v1", kind, plural);
  }

  private static ResourceType istio(String kind, String plural) {
    return ResourceType.namespaced("networking.istio.io", "v1beta1", kind, plural);
  }
}
