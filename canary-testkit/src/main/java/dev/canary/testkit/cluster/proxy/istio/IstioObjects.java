package dev.canary.testkit.cluster.proxy.istio;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.canary.core.tree.Tree;
import java.util.Optional;

/** The routing objects at one moment. */
public record IstioObjects(
    ImmutableList<Tree> virtualServices,
    ImmutableList<Tree> destinationRules,
    ImmutableList<Tree> gateways) {

  Optional<Tree> virtualService(String namespace, String name) {
    return virtualServices.stream()
        .filter(object -> namespace(object).equals(namespace) && name(object).equals(name))
        .findFirst();
  }

  /**
   * Returns whether the gateway of that reference exists and serves the host. A reference is {@code
   * NAMESPACE/NAME}, {@code NAME} in the namespace of whoever refers, or a name ending as a
   * Service's.
   */
  boolean gatewayServes(String reference, String namespace, String host) {
    return gateways.stream()
        .filter(gateway -> refersTo(reference, namespace, gateway))
        .flatMap(gateway -> gateway.items("spec", "servers").stream())
        .flatMap(server -> server.strings("hosts").stream())
        .map(pattern -> pattern.substring(pattern.indexOf('/') + 1))
        .anyMatch(pattern -> Hosts.closeness(pattern, host) >= 0);
  }

  private static boolean refersTo(String reference, String namespace, Tree gateway) {
    String full = namespace(gateway) + "/" + name(gateway);
    if (reference.contains("/")) {
      return reference.equals(full);
    }
    if (!reference.contains(".")) {
      return full.equals(namespace + "/" + reference);
    }
    String dotted = name(gateway) + "." + namespace(gateway);
    return reference.equals(dotted)
        || reference.equals(dotted + ".svc")
        || reference.equals(dotted + Hosts.SERVICE_SUFFIX);
  }

  ImmutableMap<String, String> subset(String host, String subset, String where) {
    return destinationRules.stream()
        .filter(
            rule -> Hosts.resolve(rule.textOr("", "spec", "host"), namespace(rule)).equals(host))
        .flatMap(rule -> rule.items("spec", "subsets").stream())
        .filter(candidate -> candidate.textOr("", "name").equals(subset))
        .findFirst()
        .map(found -> found.texts("labels"))
        .orElseThrow(
            () ->
                new RefusedRoute(
                    "%s names subset %s of %s, which no DestinationRule defines"
                        .formatted(where, subset, host)));
  }

  static String namespace(Tree object) {
    return object.textOr("", "metadata", "namespace");
  }

  static String name(Tree object) {
    return object.textOr("", "metadata", "name");
  }
}
