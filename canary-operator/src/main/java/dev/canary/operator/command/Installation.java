package dev.canary.operator.command;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.canary.core.plugin.RouterDescriptor;
import dev.canary.core.tree.Tree;

/**
 * The objects that install the operator: account, permissions and Deployment.
 *
 * @param namespace where it runs
 * @param image that it runs
 * @param provider of canaries that name none
 * @param metricsServer Prometheus of built-in checks
 * @param watched namespaces; empty for all. Secrets are permitted only in these, if there are any
 * @param routers that are in use
 */
record Installation(
    String namespace,
    String image,
    String provider,
    String metricsServer,
    ImmutableList<String> watched,
    ImmutableList<RouterDescriptor> routers) {

  private static final String NAME = "canary-operator";
  private static final String RBAC = "rbac.authorization.k8s.io";
  private static final ImmutableMap<String, String> LABELS =
      ImmutableMap.of("app.kubernetes.io/name", NAME);

  /** Returns the objects in the order in which they are applied. */
  ImmutableList<Tree> objects() {
    ImmutableList.Builder<Tree> objects =
        ImmutableList.<Tree>builder()
            .add(object("v1", "Namespace", "", namespace).build())
            .add(object("v1", "ServiceAccount", namespace, NAME).build())
            .add(
                object(RBAC + "/v1", "ClusterRole", "", NAME)
                    .put("rules", Permissions.cluster(routers, watched.isEmpty()))
                    .build())
            .add(binding("ClusterRole", "", NAME))
            .add(role(leaseNamespace(), NAME + "-lease", Permissions.lease()))
            .add(binding("Role", leaseNamespace(), NAME + "-lease"));
    for (String each : watched) {
      objects.add(role(each, NAME + "-secrets", Permissions.secretsOfNamespace()));
      objects.add(binding("Role", each, NAME + "-secrets"));
    }
    return objects.add(deployment()).build();
  }

  /** As the operator decides it: the one namespace that it watches has the lease too. */
  private String leaseNamespace() {
    return watched.size() == 1 ? watched.getFirst() : namespace;
  }

  private static Tree role(String namespace, String name, Tree rules) {
    return object(RBAC + "/v1", "Role", namespace, name).put("rules", rules).build();
  }

  private Tree binding(String role, String where, String name) {
    return object(RBAC + "/v1", role + "Binding", where, name)
        .put(
            "roleRef",
            Tree.members().put("apiGroup", RBAC).put("kind", role).put("name", name).build())
        .put(
            "subjects",
            Tree.array(
                Tree.members()
                    .put("kind", "ServiceAccount")
                    .put("name", NAME)
                    .put("namespace", namespace)
                    .build()))
        .build();
  }

  private Tree deployment() {
    Tree spec =
        Tree.members()
            .put("replicas", 1)
            .put("strategy", Tree.members().put("type", "Recreate").build())
            .put("selector", Tree.members().put("matchLabels", Tree.texts(LABELS)).build())
            .put("template", OperatorPod.template(NAME, LABELS, image, arguments()))
            .build();
    return object("apps/v1", "Deployment", namespace, NAME).put("spec", spec).build();
  }

  private ImmutableList<String> arguments() {
    ImmutableList.Builder<String> arguments =
        ImmutableList.<String>builder()
            .add("operator", "-log-level=info")
            .add("-mesh-provider=" + provider, "-metrics-server=" + metricsServer)
            .add("-leader-election-namespace=" + namespace);
    if (!watched.isEmpty()) {
      arguments.add("-namespace=" + String.join(",", watched));
    }
    return arguments.build();
  }

  private static Tree.Members object(
      String apiVersion, String kind, String namespace, String name) {
    Tree.Members metadata = Tree.members().put("name", name);
    if (!namespace.isEmpty()) {
      metadata.put("namespace", namespace);
    }
    return Tree.members()
        .put("apiVersion", apiVersion)
        .put("kind", kind)
        .put("metadata", metadata.put("labels", Tree.texts(LABELS)).build());
  }
}
