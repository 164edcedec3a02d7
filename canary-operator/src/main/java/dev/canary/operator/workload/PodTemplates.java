package dev.canary.operator.workload;

import dev.canary.core.tree.Tree;
import dev.canary.core.tree.Tree.Obj;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Pod templates as users mean them: without what the API server fills in.
 *
 * <p>The table follows {@code pkg/apis/core/v1/defaults.go}, its generated companion and {@code
 * conversion.go} of Kubernetes 1.36, and keeps what older servers filled in. A default that it does
 * not know changes a hash, never starts a rollout: see {@link dev.canary.core.model.Revision}.
 */
final class PodTemplates {

  private static final ServerDefaults DEFAULTS =
      new ServerDefaults(
          """
          metadata.{labels,annotations} {}
          spec.dnsPolicy "ClusterFirst"
          spec.restartPolicy "Always"
          spec.securityContext {}
          spec.terminationGracePeriodSeconds 30
          spec.schedulerName "default-scheduler"
          spec.enableServiceLinks true
          spec.nodeSelector {}
          spec.{containers,initContainers}.*.terminationMessagePath "/dev/termination-log"
          spec.{containers,initContainers}.*.terminationMessagePolicy "File"
          spec.{containers,initContainers}.*.resources {}
          spec.{containers,initContainers}.*.resources.{limits,requests} {}
          spec.{containers,initContainers}.*.securityContext.procMount "Default"
          spec.{containers,initContainers}.*.ports.*.protocol "TCP"
          spec.{containers,initContainers}.*.env.*.valueFrom.fieldRef.apiVersion "v1"
          spec.{containers,initContainers}.*.env.*.valueFrom.fileKeyRef.optional false
          spec.{containers,initContainers}.*.{livenessProbe,readinessProbe,startupProbe}.timeoutSeconds 1
          spec.{containers,initContainers}.*.{livenessProbe,readinessProbe,startupProbe}.periodSeconds 10
          spec.{containers,initContainers}.*.{livenessProbe,readinessProbe,startupProbe}.successThreshold 1
          spec.{containers,initContainers}.*.{livenessProbe,readinessProbe,startupProbe}.failureThreshold 3
          spec.{containers,initContainers}.*.{livenessProbe,readinessProbe,startupProbe}.httpGet.path "/"
          spec.{containers,initContainers}.*.{livenessProbe,readinessProbe,startupProbe}.httpGet.scheme "HTTP"
          spec.{containers,initContainers}.*.{livenessProbe,readinessProbe,startupProbe}.grpc.service ""
          spec.{containers,initContainers}.*.lifecycle.{postStart,preStop}.httpGet.path "/"
          spec.{containers,initContainers}.*.lifecycle.{postStart,preStop}.httpGet.scheme "HTTP"
          spec.volumes.*.emptyDir {}
          spec.volumes.*.{secret,configMap,downwardAPI,projected}.defaultMode 420
          spec.volumes.*.downwardAPI.items.*.fieldRef.apiVersion "v1"
          spec.volumes.*.projected.sources.*.downwardAPI.items.*.fieldRef.apiVersion "v1"
          spec.volumes.*.projected.sources.*.serviceAccountToken.expirationSeconds 3600
          spec.volumes.*.hostPath.type ""
          spec.volumes.*.ephemeral.volumeClaimTemplate.spec.volumeMode "Filesystem"
          spec.volumes.*.iscsi.iscsiInterface "default"
          spec.volumes.*.rbd.pool "rbd"
          spec.volumes.*.rbd.user "admin"
          spec.volumes.*.rbd.keyring "/etc/ceph/keyring"
          spec.volumes.*.azureDisk.cachingMode "ReadWrite"
          spec.volumes.*.azureDisk.kind "Shared"
          spec.volumes.*.azureDisk.fsType "ext4"
          spec.volumes.*.azureDisk.readOnly false
          spec.volumes.*.scaleIO.storageMode "ThinProvisioned"
          spec.volumes.*.scaleIO.fsType "xfs"
          """);

  private PodTemplates() {}

  /** Returns the template without defaults; templates that mean the same become equal. */
  static Tree meant(Tree template) {
    Tree tree = serviceAccount(template);
    boolean hostNetwork = tree.isTrue("spec", "hostNetwork");
    UnaryOperator<Tree> container =
        each -> {
          Tree pulled = pullPolicy(each, "image", "imagePullPolicy");
          return hostNetwork ? Trees.replaceAll(pulled, "ports.*", PodTemplates::hostPort) : pulled;
        };
    tree = Trees.replaceAll(tree, "spec.containers.*", container);
    tree = Trees.replaceAll(tree, "spec.initContainers.*", container);
    tree =
        Trees.replaceAll(
            tree, "spec.volumes.*.image", v -> pullPolicy(v, "reference", "pullPolicy"));
    Tree stripped = DEFAULTS.strip(tree);
    Tree metadata = Trees.orEmpty(stripped.at("metadata"));
    return metadata.equals(Obj.EMPTY) ? stripped.without("metadata") : stripped;
  }

  /** Drops the old name of the service account, which the server keeps beside the new one. */
  private static Tree serviceAccount(Tree template) {
    Optional<Tree> old = template.at("spec", "serviceAccount");
    return old.isPresent() && old.equals(template.at("spec", "serviceAccountName"))
        ? template.without("spec", "serviceAccount")
        : template;
  }

  /** Drops the host port that older servers copy from the container port on the host's network. */
  private static Tree hostPort(Tree port) {
    return port.at("hostPort").equals(port.at("containerPort")) ? port.without("hostPort") : port;
  }

  private static Tree pullPolicy(Tree tree, String image, String policy) {
    String implied = latest(tree.textOr("", image)) ? "Always" : "IfNotPresent";
    return tree.textOr("", policy).equals(implied) ? tree.without(policy) : tree;
  }

  /** Returns whether the tag is {@code latest}, which it also is without tag and digest. */
  private static boolean latest(String image) {
    boolean digest = image.contains("@");
    String name = digest ? image.substring(0, image.indexOf('@')) : image;
    String last = name.substring(name.lastIndexOf('/') + 1);
    int colon = last.indexOf(':');
    return colon < 0 ? !digest : last.substring(colon + 1).equals("latest");
  }
}
