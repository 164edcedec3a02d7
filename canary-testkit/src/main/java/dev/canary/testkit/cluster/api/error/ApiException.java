package dev.canary.testkit.cluster.api.error;

import com.google.common.collect.ImmutableList;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.api.store.GroupResource;
import java.util.List;
import java.util.stream.Collectors;

/** A request that failed, with everything its {@code Status} body says. Nothing was changed. */
public final class ApiException extends RuntimeException {

  private final Reason reason;
  private final int code;
  private final Tree details;

  private ApiException(Reason reason, int code, String message, Tree details) {
    super(message);
    this.reason = reason;
    this.code = code;
    this.details = details;
  }

  /** Returns a failure without details. */
  public static ApiException of(Reason reason, String message) {
    return new ApiException(reason, reason.code(), message, Tree.Obj.EMPTY);
  }

  /** Returns a failure with a code of its own. */
  public static ApiException ofCode(int code, String message) {
    return new ApiException(Reason.ofCode(code), code, message, Tree.Obj.EMPTY);
  }

  /** Returns the failure for an object that does not exist. */
  public static ApiException notFound(GroupResource resource, String name) {
    return about(Reason.NOT_FOUND, resource, name, resource + " \"" + name + "\" not found");
  }

  /** Returns the failure for a name that is taken. */
  public static ApiException alreadyExists(GroupResource resource, String name) {
    return about(
        Reason.ALREADY_EXISTS, resource, name, resource + " \"" + name + "\" already exists");
  }

  /** Returns the failure for a write whose precondition does not hold. */
  public static ApiException conflict(GroupResource resource, String name, String why) {
    return about(
        Reason.CONFLICT,
        resource,
        name,
        "Operation cannot be fulfilled on " + resource + " \"" + name + "\": " + why);
  }

  /** Returns the failure for a write that carries a version which is not the current one. */
  public static ApiException stale(GroupResource resource, String name) {
    return conflict(
        resource,
        name,
        "the object has been modified; please apply your changes to the latest version and try"
            + " again");
  }

  /** Returns the failure for a version that is no longer remembered. */
  public static ApiException expired(long version, long oldest) {
    return of(Reason.EXPIRED, "too old resource version: " + version + " (" + oldest + ")");
  }

  /** Returns the failure for an object that breaks rules; all of them are named. */
  public static ApiException invalid(String group, String kind, String name, List<Cause> causes) {
    String problems =
        causes.stream()
            .map(cause -> cause.field() + ": " + cause.message())
            .collect(Collectors.joining(", "));
    String subject = group.isEmpty() ? kind : kind + "." + group;
    String list = causes.size() == 1 ? problems : "[" + problems + "]";
    Tree.Members details = Tree.members().put("name", name).put("group", group).put("kind", kind);
    details.put("causes", Tree.array(causes.stream().map(ApiException::tree).toList()));
    return new ApiException(
        Reason.INVALID,
        Reason.INVALID.code(),
        subject + " \"" + name + "\" is invalid: " + list,
        details.build());
  }

  private static ApiException about(
      Reason reason, GroupResource resource, String name, String message) {
    Tree.Members details = Tree.members().put("name", name);
    if (!resource.group().isEmpty()) {
      details.put("group", resource.group());
    }
    details.put("kind", resource.plural());
    return new ApiException(reason, reason.code(), message, details.build());
  }

  private static Tree tree(Cause cause) {
    return Tree.members()
        .put("reason", cause.reason())
        .put("message", cause.message())
        .put("field", cause.field())
        .build();
  }

  /** Returns why the request failed. */
  public Reason reason() {
    return reason;
  }

  /** Returns the HTTP status code. */
  public int code() {
    return code;
  }

  /** Returns the message. */
  public String message() {
    return String.valueOf(getMessage());
  }

  /** Returns the {@code Status} object. */
  public Tree body() {
    Tree.Members status =
        Tree.members()
            .put("kind", "Status")
            .put("apiVersion", "v1")
            .put("metadata", Tree.Obj.EMPTY)
            .put("status", "Failure")
            .put("message", message())
            .put("reason", reason.word());
    if (!details.equals(Tree.Obj.EMPTY)) {
      status.put("details", details);
    }
    return status.put("code", code).build();
  }

  /** Returns a {@code Status} object that reports success about one object. */
  public static Tree success(GroupResource resource, String name, String uid) {
    Tree.Members details = Tree.members().put("name", name);
    if (!resource.group().isEmpty()) {
      details.put("group", resource.group());
    }
    details.put("kind", resource.plural()).put("uid", uid);
    return Tree.members()
        .put("kind", "Status")
        .put("apiVersion", "v1")
        .put("metadata", Tree.Obj.EMPTY)
        .put("status", "Success")
        .put("details", details.build())
        .build();
  }

  /** Returns the fields of the rules broken, none if the object was not invalid. */
  public ImmutableList<String> invalidFields() {
    return details.items("causes").stream()
        .flatMap(cause -> cause.text("field").stream())
        .collect(ImmutableList.toImmutableList());
  }
}
