package dev.canary.operator.command;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.canary.core.plugin.RouterDescriptor;
import dev.canary.core.plugin.RouterDescriptor.Api;
import dev.canary.core.tree.Tree;
import java.util.ArrayList;
import java.util.List;

/** What the operator may do in a cluster: no more than it does (operator chapter, section 13). */
final class Permissions {

  private static final ImmutableSet<String> READ = ImmutableSet.of("get", "list", "watch");
  private static final ImmutableSet<String> WRITE =
      ImmutableSet.of("get", "list", "watch", "create", "patch");
  private static final ImmutableSet<String> COPY =
      ImmutableSet.of("get", "list", "watch", "create", "patch", "delete");
  private static final String OURS = "flagger.app";

  /** One rule of a role. */
  private record Rule(String group, ImmutableList<String> resources, ImmutableSet<String> verbs) {

    Tree tree() {
      return Tree.members()
          .put("apiGroups", Tree.strings(ImmutableList.of(group)))
          .put("resources", Tree.strings(resources))
          .put("verbs", Tree.strings(verbs))
          .build();
    }
  }

  private Permissions() {}

  /**
   * Returns the rules of the whole cluster.
   *
   * @param routers that are in use
   * @param secrets whether Secrets are among them
   */
  static Tree cluster(Iterable<RouterDescriptor> routers, boolean secrets) {
    List<Rule> rules = new ArrayList<>();
    rules.add(rule("", ImmutableSet.of("create", "patch"), "events"));
    rules.add(rule("", COPY, "configmaps"));
    if (secrets) {
      rules.add(secrets());
    }
    rules.add(rule("", WRITE, "services"));
    rules.add(rule("apps", WRITE, "deployments"));
    rules.add(rule("autoscaling", WRITE, "horizontalpodautoscalers"));
    rules.add(rule(OURS, ImmutableSet.of("get", "list", "watch", "patch"), "canaries"));
    rules.add(rule(OURS, ImmutableSet.of("patch"), "canaries/status"));
    // Where permission on owners is enforced: ours own what they generate.
    rules.add(rule(OURS, ImmutableSet.of("update"), "canaries/finalizers"));
    rules.add(rule(OURS, READ, "metrictemplates", "alertproviders"));
    routers.forEach(router -> router.apis().forEach(api -> rules.add(rule(api))));
    return trees(rules);
  }

  /** Returns the rules of a namespace whose Secrets are tracked. */
  static Tree secretsOfNamespace() {
    return trees(ImmutableList.of(secrets()));
  }

  /** Returns the rules of the namespace of the lease. */
  static Tree lease() {
    return trees(
        ImmutableList.of(
            rule(
                "coordination.k8s.io",
                ImmutableSet.of("get", "create", "update", "patch"),
                "leases")));
  }

  private static Rule secrets() {
    return rule("", COPY, "secrets");
  }

  private static Rule rule(Api api) {
    return rule(api.type().group(), api.verbs(), api.type().plural());
  }

  private static Rule rule(String group, ImmutableSet<String> verbs, String... resources) {
    return new Rule(group, ImmutableList.copyOf(resources), verbs);
  }

  private static Tree trees(List<Rule> rules) {
    return Tree.array(rules.stream().distinct().map(Rule::tree).toList());
  }
}
