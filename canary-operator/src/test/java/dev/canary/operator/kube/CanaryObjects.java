package dev.canary.operator.kube;

import com.google.common.collect.ImmutableSet;
import dev.canary.core.model.CanaryKey;
import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;
import dev.canary.operator.crd.Providers;
import dev.canary.operator.crd.SpecDefaults;
import dev.canary.operator.crd.SpecReader;
import dev.canary.testkit.cluster.api.ApiServer;

/** The definition of canaries and canaries, as a cluster has them. */
final class CanaryObjects {

  static final CanaryKey SHOP = new CanaryKey("test", "shop");

  private static final String DEFINITION =
      """
      {"apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
       "metadata": {"name": "canaries.flagger.app"},
       "spec": {"group": "flagger.app", "scope": "Namespaced",
         "names": {"plural": "canaries", "singular": "canary", "kind": "Canary",
           "listKind": "CanaryList"},
         "versions": [{"name": "v1beta1", "served": true, "storage": true,
           "subresources": {"status": {}},
           "schema": {"openAPIV3Schema": {"type": "object", "properties": {
             "spec": {"type": "object", "x-kubernetes-preserve-unknown-fields": true},
             "status": {"type": "object", "properties": {
               "phase": {"type": "string"},
               "failedChecks": {"type": "number"},
               "canaryWeight": {"type": "number"},
               "iterations": {"type": "number"},
               "lastTransitionTime": {"type": "string"}}}}}}}]}}
      """;

  private CanaryObjects() {}

  /** Returns a reader of specifications that knows the provider istio. */
  static SpecReader reader() {
    Providers providers =
        new Providers(ImmutableSet.of("istio"), ImmutableSet.of(), ImmutableSet.of());
    return new SpecReader(new SpecDefaults("istio", providers, /* crossNamespace= */ true));
  }

  /** Installs the definition of an older release, whose schema prunes what we add to the status. */
  static void installPruning(ApiServer server) {
    server.objects().create(Json.read(DEFINITION));
  }

  /** Installs a definition that keeps every field. */
  static void install(ApiServer server) {
    Tree definition = Json.read(DEFINITION);
    server
        .objects()
        .create(
            definition.with(
                Tree.of(true),
                "spec",
                "versions",
                "0",
                "schema",
                "openAPIV3Schema",
                "properties",
                "status",
                "x-kubernetes-preserve-unknown-fields"));
  }

  /** Returns the least canary that is accepted. */
  static Tree canary(CanaryKey key) {
    return Json.read(
            """
            {"apiVersion": "flagger.app/v1beta1", "kind": "Canary", "metadata": {},
             "spec": {
               "targetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "shop"},
               "service": {"port": 9898},
               "analysis": {"interval": "30s", "threshold": 5, "stepWeight": 10}}}
            """)
        .with(key.name(), "metadata", "name")
        .with(key.namespace(), "metadata", "namespace");
  }
}
