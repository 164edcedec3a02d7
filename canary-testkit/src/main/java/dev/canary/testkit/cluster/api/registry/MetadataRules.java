package dev.canary.testkit.cluster.api.registry;

import com.google.common.collect.ImmutableList;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.api.error.ApiException;
import dev.canary.testkit.cluster.api.error.Cause;
import dev.canary.testkit.cluster.api.error.Reason;
import java.util.Map;
import java.util.regex.Pattern;

/** The rules of {@code apiVersion}, {@code kind} and {@code metadata}, the same for all kinds. */
final class MetadataRules {

  private static final int MAX_NAME = 253;
  private static final Pattern SUBDOMAIN =
      Pattern.compile("[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*");

  /** Names of access-control objects may be any path segment, such as {@code system:admin}. */
  private static final String FREE_NAMES = "rbac.authorization.k8s.io";

  private MetadataRules() {}

  /** Returns the body as an object of the target, its namespace filled in. */
  static Tree checked(Target target, Tree body) {
    if (!(body instanceof Tree.Obj)) {
      throw bad("the body must be a JSON object, not " + body);
    }
    mustAgree("API version", target.apiVersion(), body.textOr("", "apiVersion"));
    mustAgree("kind", target.type().kind(), body.textOr("", "kind"));
    Tree object = body.with(target.apiVersion(), "apiVersion").with(target.type().kind(), "kind");
    if (object.at("metadata").filter(Tree.Obj.class::isInstance).isEmpty()) {
      object = object.with(Tree.Obj.EMPTY, "metadata");
    }
    onlyStrings(object, "labels");
    onlyStrings(object, "annotations");
    return inNamespace(target, object);
  }

  /** Refuses a name that the resource does not take. */
  static void checkName(Target target, String name) {
    if (name.isEmpty()) {
      throw invalid(target, "", Cause.required("metadata.name"));
    }
    boolean free = target.type().id().group().equals(FREE_NAMES);
    if (name.length() > MAX_NAME || (!free && !SUBDOMAIN.matcher(name).matches())) {
      String rule =
          "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-'"
              + " or '.', and must start and end with an alphanumeric character, at most "
              + MAX_NAME
              + " of them";
      throw invalid(target, name, Cause.invalid("metadata.name", Tree.of(name), rule));
    }
  }

  static ApiException invalid(Target target, String name, Cause... causes) {
    return ApiException.invalid(
        target.type().id().group(), target.type().kind(), name, ImmutableList.copyOf(causes));
  }

  private static Tree inNamespace(Target target, Tree object) {
    if (!target.type().namespaced()) {
      return object.without("metadata", "namespace");
    }
    String namespace = object.textOr("", "metadata", "namespace");
    if (!namespace.isEmpty() && !namespace.equals(target.namespace())) {
      throw bad(
          "the namespace of the provided object does not match the namespace sent on the request");
    }
    return object.with(target.namespace(), "metadata", "namespace");
  }

  private static void mustAgree(String what, String expected, String found) {
    if (!found.isEmpty() && !found.equals(expected)) {
      throw bad(
          "the %s in the data (%s) does not match the expected %s (%s)"
              .formatted(what, found, what, expected));
    }
  }

  private static void onlyStrings(Tree object, String field) {
    for (Map.Entry<String, Tree> entry : object.fields("metadata", field).entrySet()) {
      if (!(entry.getValue() instanceof Tree.Str)) {
        throw bad(
            "metadata.%s.%s must be a string, not %s"
                .formatted(field, entry.getKey(), entry.getValue()));
      }
    }
  }

  private static ApiException bad(String message) {
    return ApiException.of(Reason.BAD_REQUEST, message);
  }
}
