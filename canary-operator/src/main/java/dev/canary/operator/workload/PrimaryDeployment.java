package dev.canary.operator.workload;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.canary.core.model.Canary;
import dev.canary.core.store.ObjectKey;
import dev.canary.core.tree.Tree;
import java.util.Map;

/**
 * The primary Deployment around its template (workload chapter, sections 4.1 and 4.3). Pure.
 *
 * @param label the label that tells pods apart
 * @param prefixes of labels and annotations that the primary inherits
 */
record PrimaryDeployment(SelectorLabel label, ImmutableList<String> prefixes) {

  private static final ImmutableList<String> COPIED =
      ImmutableList.of(
          "progressDeadlineSeconds", "minReadySeconds", "revisionHistoryLimit", "strategy");

  /** Written by the Deployment controller of the cluster; nobody else's to take away. */
  private static final String REVISION = "deployment.kubernetes.io/revision";

  /** Filled in by the server ({@code pkg/apis/apps/v1/defaults.go} of Kubernetes). */
  private static final ServerDefaults DEFAULTS =
      new ServerDefaults(
          """
          progressDeadlineSeconds 600
          minReadySeconds 0
          revisionHistoryLimit 10
          strategy {}
          strategy.type "RollingUpdate"
          strategy.rollingUpdate {}
          strategy.rollingUpdate.{maxUnavailable,maxSurge} "25%"
          """);

  /** Returns a new primary; it has as many replicas as the target, at least one. */
  Tree created(Canary canary, ObjectKey key, Tree target, Tree template) {
    Tree tree = Trees.object(key);
    tree = tree.with(Tree.texts(labels(target)), "metadata", "labels");
    tree =
        Trees.setTexts(
            tree,
            Metadata.dropped(target.texts("metadata", "annotations")),
            "metadata",
            "annotations");
    tree = tree.with(Owners.only(canary), "metadata", "ownerReferences");
    tree = tree.with(Math.max(1, replicas(target)), "spec", "replicas");
    for (String field : COPIED) {
      tree = Trees.set(tree, target.at("spec", field), "spec", field);
    }
    tree = tree.with(Tree.texts(label.primarySelector()), "spec", "selector", "matchLabels");
    return tree.with(template, "spec", "template");
  }

  /**
   * Returns the primary after promotion. A part that means the same stays as it is, so that an
   * unchanged primary is the very same tree.
   *
   * @param withReplicas whether the replicas are the target's too; zero is never copied
   */
  Tree promoted(Tree live, Tree target, Tree template, boolean withReplicas) {
    Tree tree = Trees.setTexts(live, labels(target), "metadata", "labels");
    tree = Trees.setTexts(tree, annotations(live, target), "metadata", "annotations");
    for (String field : COPIED) {
      if (!meant(live, field).equals(meant(target, field))) {
        tree = Trees.set(tree, target.at("spec", field), "spec", field);
      }
    }
    if (withReplicas && replicas(target) > 0 && replicas(target) != replicas(live)) {
      tree = tree.with(replicas(target), "spec", "replicas");
    }
    if (PrimaryTemplate.same(template, Trees.orEmpty(live.at("spec", "template")))) {
      return tree;
    }
    for (String part : ImmutableList.of("labels", "annotations")) {
      tree = Trees.set(tree, template.at("metadata", part), "spec", "template", "metadata", part);
    }
    return Trees.set(tree, template.at("spec"), "spec", "template", "spec");
  }

  /** Returns the replicas that a Deployment is to have; unset is one. */
  static long replicas(Tree deployment) {
    return deployment.wholeOr(1, "spec", "replicas");
  }

  private Map<String, String> labels(Tree target) {
    return Trees.merged(
        Metadata.prefixed(target.texts("metadata", "labels"), prefixes), label.primarySelector());
  }

  private Map<String, String> annotations(Tree live, Tree target) {
    ImmutableMap<String, String> inherited =
        Metadata.prefixed(target.texts("metadata", "annotations"), prefixes);
    return live.text("metadata", "annotations", REVISION)
        .<Map<String, String>>map(own -> Trees.merged(inherited, Map.of(REVISION, own)))
        .orElse(inherited);
  }

  private static Tree meant(Tree deployment, String field) {
    return DEFAULTS.strip(Trees.set(Tree.members().build(), deployment.at("spec", field), field));
  }
}
