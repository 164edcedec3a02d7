package dev.canary.router.istio;

import com.google.common.collect.ImmutableList;
import dev.canary.core.model.AffinitySpec;
import dev.canary.core.model.CanaryKey;
import dev.canary.core.model.RouteTarget;
import dev.canary.core.tree.Tree;
import java.time.Duration;
import java.util.Optional;

/** Reads canaries of the golden files, as the operator would; durations in minutes only. */
final class Manifests {

  private Manifests() {}

  static RouteTarget target(Tree canary) {
    Tree spec = canary.at("spec").orElseThrow();
    String apex = spec.textOr(spec.text("targetRef", "name").orElseThrow(), "service", "name");
    return new RouteTarget(
        new CanaryKey(
            canary.text("metadata", "namespace").orElseThrow(),
            canary.text("metadata", "name").orElseThrow()),
        Optional.of(owner(canary)),
        false,
        apex,
        apex + "-primary",
        apex + "-canary",
        spec.at("service").orElseThrow().with(apex, "name"),
        Tree.array(spec.items("analysis", "match")),
        (int) spec.wholeOr(0, "analysis", "mirrorWeight"),
        spec.at("analysis", "sessionAffinity").map(tree -> affinity(tree, interval(spec))),
        metadata(spec, apex),
        spec,
        Optional.empty());
  }

  private static Tree owner(Tree canary) {
    return Tree.members()
        .put("apiVersion", "flagger.app/v1beta1")
        .put("kind", "Canary")
        .put("name", canary.text("metadata", "name").orElseThrow())
        .put("uid", canary.text("metadata", "uid").orElseThrow())
        .put("controller", true)
        .put("blockOwnerDeletion", true)
        .build();
  }

  /** With a section for the apex its service gets the selector label, and so does the route. */
  private static Tree metadata(Tree spec, String apex) {
    return spec.at("service", "apex")
        .map(tree -> tree.with(apex, "labels", "app"))
        .orElse(Tree.Obj.EMPTY);
  }

  private static Duration interval(Tree spec) {
    return Duration.parse("PT" + spec.text("analysis", "interval").orElseThrow());
  }

  private static AffinitySpec affinity(Tree tree, Duration interval) {
    ImmutableList.Builder<String> attributes = ImmutableList.builder();
    tree.text("domain").ifPresent(value -> attributes.add("Domain=" + value));
    flag(tree, "httpOnly", "HttpOnly", attributes);
    flag(tree, "partitioned", "Partitioned", attributes);
    tree.text("path").ifPresent(value -> attributes.add("Path=" + value));
    tree.text("sameSite").ifPresent(value -> attributes.add("SameSite=" + value));
    flag(tree, "secure", "Secure", attributes);
    return new AffinitySpec(
        tree.text("cookieName").orElseThrow(),
        tree.text("primaryCookieName"),
        Duration.ofSeconds(tree.wholeOr(86_400, "maxAge")),
        interval,
        attributes.build());
  }

  private static void flag(
      Tree tree, String field, String attribute, ImmutableList.Builder<String> attributes) {
    if (tree.isTrue(field)) {
      attributes.add(attribute);
    }
  }
}
