package dev.canary.testkit.cluster.api.http;

import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.api.traffic.AccessRules;

/** Answers {@code SelfSubjectAccessReview}s by the scripted access rules. */
final class Reviews {

  static final String GROUP = "authorization.k8s.io";
  static final String RESOURCE = "selfsubjectaccessreviews";

  private final AccessRules rules;

  Reviews(AccessRules rules) {
    this.rules = rules;
  }

  /** Returns whether the path is the one that reviews are posted to. */
  static boolean answer(ApiPath path) {
    return path.group().equals(GROUP) && path.resource().equals(RESOURCE);
  }

  static Tree resource() {
    return Tree.members()
        .put("name", RESOURCE)
        .put("singularName", "selfsubjectaccessreview")
        .put("namespaced", false)
        .put("kind", "SelfSubjectAccessReview")
        .put("verbs", Tree.array(Tree.of("create")))
        .build();
  }

  Tree review(Tree body) {
    Tree asked = body.at("spec", "resourceAttributes").orElse(Tree.Obj.EMPTY);
    boolean allowed =
        rules.allows(
            asked.textOr("", "verb"),
            asked.textOr("", "group"),
            asked.textOr("", "resource"),
            asked.textOr("", "namespace"));
    Tree.Members status = Tree.members().put("allowed", allowed);
    if (!allowed) {
      status.put("reason", "denied by an access rule of the test");
    }
    return body.with(GROUP + "/v1", "apiVersion")
        .with("SelfSubjectAccessReview", "kind")
        .with(status.build(), "status");
  }
}
