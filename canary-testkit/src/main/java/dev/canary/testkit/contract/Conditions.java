package dev.canary.testkit.contract;

import dev.canary.core.model.AffinitySpec;
import dev.canary.core.model.Capabilities.Comparison;
import dev.canary.core.model.Capabilities.Subject;
import dev.canary.core.tree.Tree;
import java.util.Locale;
import java.util.Optional;

/** Audiences of one condition, and requests that meet or miss it. */
final class Conditions {

  private static final String NAME = "x-group";

  private Conditions() {}

  /** Returns an audience of one condition on a header or a query parameter. */
  static Tree match(Subject subject, Comparison comparison) {
    String value =
        switch (comparison) {
          case EXACT -> "beta-users";
          case PREFIX -> "beta-";
          case SUFFIX -> "-users";
          case REGEX -> "^b[a-z]+-users$";
        };
    return RouteCase.audience(
        subject == Subject.HEADER ? "headers" : "queryParams",
        NAME,
        comparison.name().toLowerCase(Locale.ROOT),
        value);
  }

  /** Returns the request so that it meets the condition, however it compares. */
  static RouteRequest hit(Subject subject, RouteRequest request) {
    return with(subject, request, "beta-users");
  }

  /** Returns the request so that it just misses the condition. */
  static RouteRequest miss(Subject subject, Comparison comparison, RouteRequest request) {
    String value =
        switch (comparison) {
          case EXACT -> "beta-users2";
          case PREFIX -> "a-beta-users";
          case SUFFIX -> "beta-users2";
          case REGEX -> "b1-users";
        };
    return with(subject, request, value);
  }

  /** Returns stickiness of both sides. */
  static AffinitySpec bothCookies(AffinitySpec canary) {
    return new AffinitySpec(
        canary.cookieName(),
        Optional.of(RouteCase.PRIMARY_COOKIE),
        canary.maxAge(),
        canary.primaryMaxAge(),
        canary.attributes());
  }

  private static RouteRequest with(Subject subject, RouteRequest request, String value) {
    return subject == Subject.HEADER ? request.header(NAME, value) : request.query(NAME, value);
  }
}
