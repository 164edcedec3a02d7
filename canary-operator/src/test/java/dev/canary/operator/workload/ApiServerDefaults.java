package dev.canary.operator.workload;

import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.fake.Admission;

/** Fills in what kube-apiserver 1.36 does, written down without regard to our own tables. */
final class ApiServerDefaults {

  static final Admission ADMISSION =
      Admission.onKind("Deployment", ApiServerDefaults::deployment)
          .then(Admission.onKind("Service", ApiServerDefaults::service))
          .then(Admission.onKind("HorizontalPodAutoscaler", ApiServerDefaults::autoscaler));

  private ApiServerDefaults() {}

  private static Tree deployment(Tree tree) {
    Tree filled =
        fill(
            tree,
            "{\"replicas\":1,\"revisionHistoryLimit\":10,\"progressDeadlineSeconds\":600}",
            "spec");
    filled = fill(filled, "{\"type\":\"RollingUpdate\"}", "spec", "strategy");
    filled =
        fill(
            filled,
            "{\"maxSurge\":\"25%\",\"maxUnavailable\":\"25%\"}",
            "spec",
            "strategy",
            "rollingUpdate");
    return filled.with(template(filled.at("spec", "template").orElseThrow()), "spec", "template");
  }

  static Tree template(Tree template) {
    Tree tree =
        fill(
            template,
            """
            {"dnsPolicy":"ClusterFirst","restartPolicy":"Always","securityContext":{},
             "terminationGracePeriodSeconds":30,"schedulerName":"default-scheduler"}
            """,
            "spec");
    tree =
        tree.text("spec", "serviceAccountName").isPresent()
            ? tree.with(tree.textOr("", "spec", "serviceAccountName"), "spec", "serviceAccount")
            : tree;
    tree = Trees.replaceAll(tree, "spec.containers.*", ApiServerDefaults::container);
    tree = Trees.replaceAll(tree, "spec.initContainers.*", ApiServerDefaults::container);
    return Trees.replaceAll(
        tree, "spec.volumes.*.configMap", source -> fill(source, "{\"defaultMode\":420}"));
  }

  private static Tree container(Tree container) {
    String policy = container.textOr("", "image").endsWith(":latest") ? "Always" : "IfNotPresent";
    Tree tree =
        fill(
            container,
            """
            {"terminationMessagePath":"/dev/termination-log","terminationMessagePolicy":"File",
             "resources":{},"imagePullPolicy":"%s"}
            """
                .formatted(policy));
    tree = Trees.replaceAll(tree, "ports.*", port -> fill(port, "{\"protocol\":\"TCP\"}"));
    return Trees.replaceAll(
        tree,
        "readinessProbe",
        probe ->
            fill(
                probe,
                "{\"timeoutSeconds\":1,\"periodSeconds\":10,\"successThreshold\":1,"
                    + "\"failureThreshold\":3}"));
  }

  private static Tree service(Tree tree) {
    Tree filled =
        fill(
            tree,
            """
            {"type":"ClusterIP","clusterIP":"10.0.0.1","clusterIPs":["10.0.0.1"],
             "ipFamilies":["IPv4"],"ipFamilyPolicy":"SingleStack","sessionAffinity":"None",
             "internalTrafficPolicy":"Cluster"}
            """,
            "spec");
    return Trees.replaceAll(
        filled,
        "spec.ports.*",
        port -> {
          Tree named =
              fill(port, "{\"protocol\":\"TCP\",\"targetPort\":%d}".formatted(number(port)));
          return filled.textOr("", "spec", "type").equals("LoadBalancer")
              ? fill(named, "{\"nodePort\":%d}".formatted(30000 + number(port)))
              : named;
        });
  }

  private static long number(Tree port) {
    return port.wholeOr(0, "port");
  }

  private static Tree autoscaler(Tree tree) {
    return fill(
        tree,
        """
        {"minReplicas":1,"metrics":[{"type":"Resource","resource":{"name":"cpu",
         "target":{"type":"Utilization","averageUtilization":80}}}]}
        """,
        "spec");
  }

  /** Sets the members that are not there. */
  private static Tree fill(Tree tree, String members, String... path) {
    Tree at = Trees.orEmpty(tree.at(path));
    for (var member : Json.read(members).fields().entrySet()) {
      at = at.at(member.getKey()).isPresent() ? at : at.with(member.getValue(), member.getKey());
    }
    return tree.with(at, path);
  }
}
