package dev.canary.operator.command;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.canary.core.tree.Tree;

/** The operator's pod: not root, nothing writable but a temporary folder, both probes. */
final class OperatorPod {

  private static final String PORT = "http";
  private static final int NUMBER = 8080;
  private static final int USER = 10_001;

  private OperatorPod() {}

  /** Returns the template of the pod. */
  static Tree template(
      String name,
      ImmutableMap<String, String> labels,
      String image,
      ImmutableList<String> arguments) {
    Tree metadata =
        Tree.members()
            .put("labels", Tree.texts(labels))
            .put(
                "annotations",
                Tree.texts(
                    ImmutableMap.of(
                        "prometheus.io/scrape", "true", "prometheus.io/port", "" + NUMBER)))
            .build();
    Tree spec =
        Tree.members()
            .put("serviceAccountName", name)
            .put(
                "securityContext",
                Tree.members()
                    .put("runAsNonRoot", true)
                    .put("runAsUser", USER)
                    .put("seccompProfile", Tree.members().put("type", "RuntimeDefault").build())
                    .build())
            .put("containers", Tree.array(container(name, image, arguments)))
            .put("volumes", Tree.array(named("tmp").put("emptyDir", Tree.Obj.EMPTY).build()))
            .build();
    return Tree.members().put("metadata", metadata).put("spec", spec).build();
  }

  private static Tree container(String name, String image, ImmutableList<String> arguments) {
    return named(name)
        .put("image", image)
        .put("args", Tree.strings(arguments))
        .put("ports", Tree.array(named(PORT).put("containerPort", NUMBER).build()))
        .put("livenessProbe", probe("/healthz"))
        .put("readinessProbe", probe("/readyz"))
        .put(
            "resources",
            Tree.members()
                .put("requests", Tree.texts(ImmutableMap.of("cpu", "100m", "memory", "256Mi")))
                .put("limits", Tree.texts(ImmutableMap.of("memory", "512Mi")))
                .build())
        .put(
            "securityContext",
            Tree.members()
                .put("allowPrivilegeEscalation", false)
                .put("readOnlyRootFilesystem", true)
                .put(
                    "capabilities",
                    Tree.members().put("drop", Tree.strings(ImmutableList.of("ALL"))).build())
                .build())
        .put("volumeMounts", Tree.array(named("tmp").put("mountPath", "/tmp").build()))
        .build();
  }

  private static Tree probe(String path) {
    return Tree.members()
        .put("httpGet", Tree.members().put("path", path).put("port", PORT).build())
        .put("timeoutSeconds", 5)
        .build();
  }

  private static Tree.Members named(String name) {
    return Tree.members().put("name", name);
  }
}
