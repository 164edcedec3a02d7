package dev.canary.operator.http;

import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;

/** JSON spelt as hooks have always received it: {@code <}, {@code >} and {@code &} as escapes. */
final class GoJson {

  private GoJson() {}

  static String write(Tree tree) {
    return Json.write(tree).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
  }
}
