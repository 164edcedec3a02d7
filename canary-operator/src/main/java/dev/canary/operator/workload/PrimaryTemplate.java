package dev.canary.operator.workload;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.canary.core.tree.Tree;
import dev.canary.core.tree.Tree.Obj;
import java.util.Map;

/**
 * The pod template of a primary, derived from its target's (workload chapter, sections 4.1, 4.2 and
 * 8.5). Pure.
 *
 * @param name name of the target
 * @param label the label that tells pods apart
 * @param selectorLabels all keys that may tell pods apart
 * @param configs what is tracked, and so copied
 */
record PrimaryTemplate(
    String name,
    SelectorLabel label,
    ImmutableList<String> selectorLabels,
    TrackedConfigs configs) {

  static final String ID = "flagger-id";

  /** Set by {@code kubectl rollout restart}; restarting a primary does not change what it runs. */
  private static final String RESTARTED = "kubectl.kubernetes.io/restartedAt";

  /** Returns the template that promoting the target's gives. */
  Tree of(Tree target, String id) {
    return of(target, id, ImmutableSet.of(name, label.value()));
  }

  private Tree of(Tree target, String id, ImmutableSet<String> spread) {
    Map<String, String> labels =
        Metadata.primary(target.texts("metadata", "labels"), label.key(), label.primaryValue());
    Map<String, String> annotations =
        Metadata.primary(target.texts("metadata", "annotations"), ID, id);
    Tree spec = ConfigRefs.toCopies(Trees.orEmpty(target.at("spec")), configs::has);
    return Tree.members()
        .put(
            "metadata",
            Tree.members()
                .put("labels", Tree.texts(labels))
                .put("annotations", Tree.texts(annotations))
                .build())
        .put("spec", new SpreadRewrite(selectorLabels, spread).apply(spec))
        .build();
  }

  /**
   * Returns whether a primary's template is what promoting the target's gives, whatever its id. The
   * reference rewrites spreading by the target's name alone; what it made counts as well.
   */
  boolean matches(Tree target, Tree live) {
    return sameButId(of(target, ""), live)
        || sameButId(of(target, "", ImmutableSet.of(name)), live);
  }

  /** Returns what a primary's pods carry as their id; empty if nothing. */
  static String id(Tree live) {
    return live.textOr("", "metadata", "annotations", ID);
  }

  /** Returns whether two templates of a primary mean the same, ids included. */
  static boolean same(Tree wanted, Tree live) {
    return id(wanted).equals(id(live)) && sameButId(wanted, live);
  }

  private static boolean sameButId(Tree wanted, Tree live) {
    Tree compared = live;
    if (wanted.at("metadata", "annotations", RESTARTED).isEmpty()) {
      compared = live.without("metadata", "annotations", RESTARTED);
    }
    return comparable(wanted).equals(comparable(compared));
  }

  private static Tree comparable(Tree template) {
    ImmutableMap<String, Tree> metadata =
        template.without("metadata", "annotations", ID).fields("metadata");
    Tree relevant =
        Tree.members()
            .put("labels", metadata.getOrDefault("labels", Obj.EMPTY))
            .put("annotations", metadata.getOrDefault("annotations", Obj.EMPTY))
            .build();
    return PodTemplates.meant(template.with(relevant, "metadata"));
  }
}
