package dev.canary.testkit.cluster.api.builtin;

import static dev.canary.testkit.cluster.api.builtin.Fill.absent;
import static dev.canary.testkit.cluster.api.builtin.Fill.each;
import static dev.canary.testkit.cluster.api.builtin.Fill.within;

import com.google.common.collect.ImmutableList;
import dev.canary.core.tree.Tree;
import java.util.Optional;

/** Defaults of pod specs and templates (source: {@code pkg/apis/core/v1/defaults.go}). */
final class PodDefaults {

  private static final ImmutableList<String> PROBES =
      ImmutableList.of("livenessProbe", "readinessProbe", "startupProbe");

  /** The mode of files in volumes, 0644 octal. */
  private static final long FILE_MODE = 420;

  private PodDefaults() {}

  static Tree podSpec(Tree spec) {
    Tree filled = absent(spec, Tree.of("Always"), "restartPolicy");
    filled = absent(filled, Tree.of(30), "terminationGracePeriodSeconds");
    filled = absent(filled, Tree.of("ClusterFirst"), "dnsPolicy");
    filled = absent(filled, Tree.Obj.EMPTY, "securityContext");
    filled = absent(filled, Tree.of("default-scheduler"), "schedulerName");
    Optional<String> account = filled.text("serviceAccountName");
    if (account.isPresent()) {
      filled = absent(filled, Tree.of(account.get()), "serviceAccount");
    }
    filled = each(filled, PodDefaults::container, "containers");
    filled = each(filled, PodDefaults::container, "initContainers");
    return each(filled, PodDefaults::volume, "volumes");
  }

  private static Tree container(Tree container) {
    Tree filled = absent(container, Tree.Obj.EMPTY, "resources");
    filled = absent(filled, Tree.of("/dev/termination-log"), "terminationMessagePath");
    filled = absent(filled, Tree.of("File"), "terminationMessagePolicy");
    filled = absent(filled, Tree.of(pullPolicy(container.textOr("", "image"))), "imagePullPolicy");
    filled = each(filled, port -> absent(port, Tree.of("TCP"), "protocol"), "ports");
    filled = each(filled, PodDefaults::variable, "env");
    for (String probe : PROBES) {
      filled = within(filled, PodDefaults::probe, probe);
    }
    for (String hook : ImmutableList.of("postStart", "preStop")) {
      filled = within(filled, PodDefaults::httpGet, "lifecycle", hook, "httpGet");
    }
    return filled;
  }

  private static Tree variable(Tree variable) {
    return within(
        variable, ref -> absent(ref, Tree.of("v1"), "apiVersion"), "valueFrom", "fieldRef");
  }

  private static Tree probe(Tree probe) {
    Tree filled = absent(probe, Tree.of(1), "timeoutSeconds");
    filled = absent(filled, Tree.of(10), "periodSeconds");
    filled = absent(filled, Tree.of(1), "successThreshold");
    filled = absent(filled, Tree.of(3), "failureThreshold");
    filled = within(filled, grpc -> absent(grpc, Tree.of(""), "service"), "grpc");
    return within(filled, PodDefaults::httpGet, "httpGet");
  }

  private static Tree httpGet(Tree request) {
    return absent(absent(request, Tree.of("/"), "path"), Tree.of("HTTP"), "scheme");
  }

  private static Tree volume(Tree volume) {
    if (volume.fields().keySet().stream().allMatch("name"::equals)) {
      return volume.with(Tree.Obj.EMPTY, "emptyDir");
    }
    Tree filled = volume;
    for (String source : ImmutableList.of("configMap", "secret", "projected", "downwardAPI")) {
      filled = within(filled, files -> absent(files, Tree.of(FILE_MODE), "defaultMode"), source);
    }
    return filled;
  }

  /** Images without a tag or with the tag {@code latest} are always pulled. */
  private static String pullPolicy(String image) {
    if (image.contains("@")) {
      return "IfNotPresent";
    }
    int colon = image.lastIndexOf(':');
    boolean tagged = colon > image.lastIndexOf('/');
    return tagged && !image.substring(colon + 1).equals("latest") ? "IfNotPresent" : "Always";
  }
}
