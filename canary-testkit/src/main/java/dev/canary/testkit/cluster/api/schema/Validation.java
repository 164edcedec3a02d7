package dev.canary.testkit.cluster.api.schema;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.api.error.Cause;
import java.util.stream.Collectors;

/** Collects the rules of a schema that an object breaks, worded as kube-apiserver words them. */
final class Validation {

  private static final ImmutableSet<String> OF_EVERY_OBJECT =
      ImmutableSet.of("apiVersion", "kind", "metadata");

  private final ImmutableList.Builder<Cause> problems = ImmutableList.builder();

  ImmutableList<Cause> root(Node node, Tree object) {
    check(node, object, "", true);
    return problems.build();
  }

  private static boolean valid(Node node, Tree tree, String path) {
    Validation trial = new Validation();
    trial.check(node, tree, path, path.isEmpty());
    return trial.problems.build().isEmpty();
  }

  private void check(Node node, Tree tree, String path, boolean resource) {
    if (tree instanceof Tree.Null && node.flags().nullable()) {
      return;
    }
    if (!typeFits(node, tree)) {
      problems.add(
          Cause.type(
              path,
              shown(tree),
              path + " in body must be of type " + wanted(node) + ": " + shown(tree)));
      return;
    }
    if (!node.limits().allowed().isEmpty()
        && node.limits().allowed().stream().noneMatch(value -> Numbers.same(value, tree))) {
      String supported =
          node.limits().allowed().stream().map(Tree::toString).collect(Collectors.joining(", "));
      problems.add(Cause.unsupported(path, tree, supported));
    }
    switch (tree) {
      case Tree.Obj(var members) -> object(node, members, path, resource);
      case Tree.Arr(ImmutableList<Tree> elements) -> array(node, elements, path);
      default -> {}
    }
    LimitChecks.problems(node.limits(), tree, path).forEach(problems::add);
    logic(node.logic(), tree, path);
  }

  private void object(
      Node node, ImmutableMap<String, Tree> members, String path, boolean resource) {
    for (String key : node.required()) {
      if (!members.containsKey(key) && !(resource && OF_EVERY_OBJECT.contains(key))) {
        problems.add(Cause.required(join(path, key)));
      }
    }
    members.forEach(
        (key, value) -> {
          if (!(resource && OF_EVERY_OBJECT.contains(key))) {
            node.member(key)
                .ifPresent(
                    member -> check(member, value, join(path, key), member.flags().embedded()));
          }
        });
  }

  private void array(Node node, ImmutableList<Tree> elements, String path) {
    if (node.items().isPresent()) {
      Node items = node.items().get();
      for (int i = 0; i < elements.size(); i++) {
        check(items, elements.get(i), path + "[" + i + "]", items.flags().embedded());
      }
    }
  }

  private void logic(Node.Logic logic, Tree tree, String path) {
    logic.allOf().forEach(node -> check(node, tree, path, path.isEmpty()));
    long exactly = logic.oneOf().stream().filter(node -> valid(node, tree, path)).count();
    if (!logic.oneOf().isEmpty() && exactly != 1) {
      broken(path, tree, "must validate one and only one schema (oneOf)");
    }
    if (!logic.anyOf().isEmpty()
        && logic.anyOf().stream().noneMatch(node -> valid(node, tree, path))) {
      broken(path, tree, "must validate at least one schema (anyOf)");
    }
    if (logic.not().isPresent() && valid(logic.not().get(), tree, path)) {
      broken(path, tree, "must not validate the schema (not)");
    }
  }

  private void broken(String path, Tree tree, String rule) {
    problems.add(Cause.invalid(path, shown(tree), "\"" + path + "\" " + rule));
  }

  private static boolean typeFits(Node node, Tree tree) {
    if (node.flags().intOrString()) {
      return tree instanceof Tree.Str || whole(tree);
    }
    return switch (node.type()) {
      case "" -> true;
      case "object" -> tree instanceof Tree.Obj;
      case "array" -> tree instanceof Tree.Arr;
      case "string" -> tree instanceof Tree.Str;
      case "boolean" -> tree instanceof Tree.Bool;
      case "number" -> tree instanceof Tree.Num;
      case "integer" -> whole(tree);
      default -> false;
    };
  }

  private static boolean whole(Tree tree) {
    return tree instanceof Tree.Num number && number.whole().isPresent();
  }

  private static String wanted(Node node) {
    return node.flags().intOrString() ? "integer,string" : node.type();
  }

  /** Objects and lists are named by their type, as a long value helps nobody. */
  static String shown(Tree tree) {
    return switch (tree) {
      case Tree.Obj ignored -> "\"object\"";
      case Tree.Arr ignored -> "\"array\"";
      default -> tree.toString();
    };
  }

  private static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
