package dev.canary.operator.crd;

import dev.canary.core.tree.Tree;
import java.util.Collection;

/**
 * The texts of problems and notes. Each says what is wrong with which value and what would be
 * accepted; the field's path stands before it. Users match on these texts.
 */
final class SpecTexts {

  private static final int MAX_VALUE = 80;
  private static final String BLOCKED = ", cross-namespace references are blocked";

  static final String SAME_COOKIE =
      "can't use the same cookie name for both primary and cookie name;"
          + " please update them to be different";
  static final String KNATIVE_TARGET =
      "a Knative Service cannot be a target; use a Deployment, a DaemonSet or a core Service";
  static final String DELEGATION =
      "cannot have hosts and gateways when delegation enabled; remove them or the delegation";
  static final String NO_STEPS =
      "the analysis never ends: the weight does not grow; give a stepWeight greater than 0,"
          + " stepWeights or iterations";
  static final String NO_PORT = "is missing; the generated services need a port from 1 to 65535";
  static final String NO_ANALYSIS =
      "is missing; new revisions are promoted without analysis until there is one";
  static final String OLD_NAME =
      "is the former name of spec.analysis, which the API server requires; rename it";
  static final String NO_QUERY =
      "has neither query nor templateRef, and its name is not built in;"
          + " built in are request-success-rate and request-duration";

  static final String REQUIRED = "is missing; the API server requires it";
  static final String UNKNOWN_FIELD = "is unknown; the API server drops it or refuses the object";
  static final String NO_MIRROR_PORT = "is missing; a Service to mirror to needs a port";

  private SpecTexts() {}

  static String missing(String expected) {
    return "is missing; expected " + expected;
  }

  static String wrong(Tree value, String expected) {
    return "is " + clip(value.toString()) + "; expected " + expected;
  }

  static String wrong(String value, String expected) {
    return wrong(Tree.of(value), expected);
  }

  static String oneOf(Collection<String> allowed) {
    return (allowed.size() == 1 ? "" : "one of ") + String.join(", ", allowed);
  }

  static String notInstalled(String provider) {
    return "provider "
        + clip(provider)
        + " is known, but not built in; a plug-in can serve it (--plugins-dir)";
  }

  static String unknownProvider(String provider, Collection<String> known) {
    return "provider " + clip(provider) + " is unknown; known are " + String.join(", ", known);
  }

  static String notKnative(String apiVersion, String kind) {
    return "can't use " + apiVersion + "/" + kind + " as target if provider is set to knative";
  }

  static String foreign(String what, String name, String namespace) {
    return "can't access " + what + " " + name + "." + namespace + BLOCKED;
  }

  static String notGrowing(int weight, int before) {
    return "is "
        + weight
        + "; expected a weight greater than "
        + before
        + ", the one before it, or the analysis never ends";
  }

  static String emptyRange(double min, double max) {
    return "min " + min + " is greater than max " + max + "; no value can pass";
  }

  static String replicas(int min, int max) {
    return "minReplicas " + min + " is greater than maxReplicas " + max;
  }

  static String badName(String name, int limit) {
    return "is "
        + clip(Tree.of(name).toString())
        + "; expected a DNS label (a-z, 0-9, '-') of at most "
        + limit
        + " characters, because services are named after it";
  }

  static String clamped(long value, long used) {
    return "is " + value + "; " + used + " is used";
  }

  static String assumed(String value, String why) {
    return "is " + clip(Tree.of(value).toString()) + ", " + why + " is used";
  }

  static String notADuration(String value) {
    return "is "
        + clip(Tree.of(value).toString())
        + ", which is no duration; queries that use it will fail";
  }

  private static String clip(String value) {
    return Texts.clip(value, MAX_VALUE);
  }
}
