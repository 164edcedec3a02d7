package dev.canary.testkit.cluster.client;

/** The paths of Kubernetes REST. */
final class ApiPaths {

  private ApiPaths() {}

  /** Returns the path of all objects of the type. */
  static String all(ResourceType type) {
    return root(type) + "/" + type.plural();
  }

  /** Returns the path of the objects in the namespace. */
  static String in(ResourceType type, String namespace) {
    return type.namespaced()
        ? root(type) + "/namespaces/" + namespace + "/" + type.plural()
        : all(type);
  }

  /** Returns the path of one object. */
  static String one(ResourceType type, ObjectName name) {
    return in(type, name.namespace()) + "/" + name.name();
  }

  private static String root(ResourceType type) {
    return (type.group().isEmpty() ? "/api/" : "/apis/") + type.apiVersion();
  }
}
