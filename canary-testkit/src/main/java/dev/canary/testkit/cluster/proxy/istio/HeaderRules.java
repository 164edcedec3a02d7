package dev.canary.testkit.cluster.proxy.istio;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.canary.core.tree.Tree;

/** What a route does to the headers of requests and responses. */
public record HeaderRules(Edit request, Edit response) {

  /** Changes to the headers of one message: set replaces, add adds, then remove removes. */
  public record Edit(
      ImmutableMap<String, String> set,
      ImmutableMap<String, String> add,
      ImmutableList<String> remove) {

    private static Edit of(Tree tree) {
      return new Edit(tree.texts("set"), tree.texts("add"), tree.strings("remove"));
    }
  }

  /** Reads the {@code headers} of a route or of a weighted destination. */
  static HeaderRules of(Tree owner) {
    Tree headers = owner.at("headers").orElse(Tree.Obj.EMPTY);
    return new HeaderRules(
        Edit.of(headers.at("request").orElse(Tree.Obj.EMPTY)),
        Edit.of(headers.at("response").orElse(Tree.Obj.EMPTY)));
  }
}
