package dev.canary.testkit.cluster.api;

import java.util.Locale;

/** Small objects for tests. */
final class Manifests {

  static final String CONFIG_MAPS = "/api/v1/namespaces/default/configmaps";
  static final String DEPLOYMENTS = "/apis/apps/v1/namespaces/default/deployments";
  static final String CRDS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
  static final String WIDGETS = "/apis/example.com/v1/namespaces/default/widgets";

  private Manifests() {}

  static String configMap(String name) {
    return configMap(name, "{}");
  }

  static String configMap(String name, String labels) {
    return """
        {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"%s","labels":%s},"data":{"a":"1"}}"""
        .formatted(name, labels);
  }

  static String deployment(String name) {
    return """
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"%1$s"},
         "spec":{"selector":{"matchLabels":{"app":"%1$s"}},
                 "template":{"metadata":{"labels":{"app":"%1$s"}},
                             "spec":{"containers":[{"name":"web","image":"web:1",
                                     "ports":[{"containerPort":9898}]}]}}}}"""
        .formatted(name);
  }

  /** A CRD of widgets with the schema of {@code spec} and {@code status} as a subresource. */
  static String widgetCrd(String specSchema) {
    return """
        {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition",
         "metadata":{"name":"widgets.example.com"},
         "spec":{"group":"example.com","scope":"Namespaced",
                 "names":{"plural":"widgets","kind":"Widget","shortNames":["wd"]},
                 "versions":[{"name":"v1","served":true,"storage":true,
                   "subresources":{"status":{}},
                   "schema":{"openAPIV3Schema":{"type":"object","properties":{
                     "spec":%s,
                     "status":{"type":"object","x-kubernetes-preserve-unknown-fields":true}}}}}]}}"""
        .formatted(specSchema);
  }

  static String anyWidgetCrd() {
    return widgetCrd("{\"type\":\"object\",\"x-kubernetes-preserve-unknown-fields\":true}");
  }

  static String widget(String name, String spec) {
    return """
        {"apiVersion":"example.com/v1","kind":"Widget","metadata":{"name":"%s"},"spec":%s}"""
        .formatted(name.toLowerCase(Locale.ROOT), spec);
  }
}
