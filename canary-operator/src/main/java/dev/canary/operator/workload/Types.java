package dev.canary.operator.workload;

import dev.canary.core.store.ObjectKey;
import dev.canary.core.store.ResourceType;
import java.util.Locale;

/** The object types used here (workload chapter, section 13) and how texts name their objects. */
final class Types {

  static final ResourceType DEPLOYMENT =
      ResourceType.namespaced("apps", "v1", "Deployment", "deployments");
  static final ResourceType SERVICE = ResourceType.namespaced("", "v1", "Service", "services");
  static final ResourceType CONFIG_MAP =
      ResourceType.namespaced("", "v1", "ConfigMap", "configmaps");
  static final ResourceType SECRET = ResourceType.namespaced("", "v1", "Secret", "secrets");
  static final ResourceType AUTOSCALER =
      ResourceType.namespaced(
          "autoscaling", "v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers");

  private Types() {}

  /** Returns {@code deployment podinfo.test}; autoscalers keep their capitals, as ever. */
  static String told(ObjectKey key) {
    String kind = key.type().kind();
    String noun = key.type().equals(AUTOSCALER) ? kind : kind.toLowerCase(Locale.ROOT);
    return noun + " " + named(key);
  }

  /** Returns {@code podinfo.test}. */
  static String named(ObjectKey key) {
    return key.name() + "." + key.namespace();
  }

  /** Returns {@code deployments.apps "podinfo" not found}, the API server's own words. */
  static String notFound(ObjectKey key) {
    String group = key.type().group();
    return key.type().plural()
        + (group.isEmpty() ? "" : "." + group)
        + " \""
        + key.name()
        + "\" not found";
  }
}
