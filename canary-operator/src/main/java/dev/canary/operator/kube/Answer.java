package dev.canary.operator.kube;

import dev.canary.core.tree.Json;
import dev.canary.core.tree.JsonException;
import dev.canary.core.tree.Tree;

/**
 * What the API server answered.
 *
 * @param code HTTP status
 * @param body text of the body; empty if there was none
 */
record Answer(int code, String body) {

  /** Returns whether the request was carried out. */
  boolean ok() {
    return code >= 200 && code < 300;
  }

  /**
   * Returns the body.
   *
   * @throws JsonException if it is not JSON
   */
  Tree tree() {
    return Json.read(body);
  }

  /** Returns the reason that the server gives in words, or the HTTP status if it gives none. */
  String message() {
    return status().text("message").filter(text -> !text.isEmpty()).orElse("HTTP " + code);
  }

  /** Returns whether the answer says that one object is missing, not the whole resource. */
  boolean aboutObject() {
    return status().text("details", "name").filter(name -> !name.isEmpty()).isPresent();
  }

  /** Returns whether the answer says that the namespace is missing. */
  boolean aboutNamespace() {
    return status().textOr("", "details", "kind").equals("namespaces");
  }

  private Tree status() {
    try {
      return body.isEmpty() ? Tree.Obj.EMPTY : tree();
    } catch (JsonException notStatus) {
      return Tree.Obj.EMPTY;
    }
  }
}
