package dev.canary.testkit.cluster.proxy.istio;

import com.google.common.collect.ImmutableMap;
import dev.canary.core.tree.Tree;

/**
 * A Service, or some of its pods.
 *
 * @param host the full name of the Service
 * @param port its port; 0 if the route does not say
 * @param labels the labels of the pods meant; empty for all
 */
public record Destination(String host, int port, ImmutableMap<String, String> labels) {

  /**
   * Reads a {@code destination}.
   *
   * @throws RefusedRoute if it has no host, or names a subset that no DestinationRule defines
   */
  static Destination of(Tree tree, String namespace, IstioObjects objects, String where) {
    String host =
        tree.text("host")
            .filter(text -> !text.isEmpty())
            .orElseThrow(() -> new RefusedRoute(where + " has a destination without a host"));
    String full = Hosts.resolve(host, namespace);
    String subset = tree.textOr("", "subset");
    ImmutableMap<String, String> labels =
        subset.isEmpty() ? ImmutableMap.of() : objects.subset(full, subset, where);
    return new Destination(full, (int) tree.wholeOr(0, "port", "number"), labels);
  }
}
