package dev.canary.operator.workload;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.canary.core.tree.Tree;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the primary's pods spread among themselves: topology constraints and anti-affinity that
 * select the target's pods select the primary's (workload chapter, section 4.2).
 *
 * @param labels keys that tell pods apart
 * @param values values that stand for the target
 */
record SpreadRewrite(ImmutableList<String> labels, ImmutableSet<String> values) {

  private static final ImmutableList<String> SELECTORS =
      ImmutableList.of(
          "topologySpreadConstraints.*.labelSelector",
          "affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution.*"
              + ".podAffinityTerm.labelSelector",
          "affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution.*"
              + ".labelSelector");

  /** Returns the pod spec rewritten. */
  Tree apply(Tree podSpec) {
    Tree rewritten = podSpec;
    for (String selector : SELECTORS) {
      rewritten = Trees.replaceAll(rewritten, selector, this::selector);
    }
    return rewritten;
  }

  private Tree selector(Tree selector) {
    Tree rewritten = Trees.replaceAll(selector, "matchExpressions.*", this::expression);
    for (String label : labels) {
      String value = rewritten.textOr("", "matchLabels", label);
      if (values.contains(value)) {
        rewritten = rewritten.with(primary(value), "matchLabels", label);
      }
    }
    return rewritten;
  }

  private Tree expression(Tree expression) {
    if (!labels.contains(expression.textOr("", "key"))) {
      return expression;
    }
    List<Tree> listed = new ArrayList<>(expression.items("values"));
    for (String value : values) {
      int first = listed.indexOf(Tree.of(value));
      if (first >= 0) {
        listed.set(first, Tree.of(primary(value)));
      }
    }
    return listed.isEmpty() ? expression : expression.with(Tree.array(listed), "values");
  }

  private static String primary(String value) {
    return value + "-primary";
  }
}
