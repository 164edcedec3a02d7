package dev.canary.operator.workload;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;
import dev.canary.core.tree.Tree.Arr;
import dev.canary.core.tree.Tree.Null;
import dev.canary.core.tree.Tree.Obj;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Values that the API server fills in, so that a tree can be read as if it had not.
 *
 * <p>A table has one line per field: its path ({@code *} is every element of an array, braces are
 * alternatives) and the default as JSON. Members that are {@code null} and arrays without elements
 * are as good as absent everywhere: storage does not keep them apart.
 */
final class ServerDefaults {

  private static final Splitter LINES = Splitter.on('\n').trimResults().omitEmptyStrings();
  private static final Splitter KEYS = Splitter.on('.');
  private static final Splitter ALTERNATIVES = Splitter.on(',');

  private final Node root = new Node();

  /** Reads a table. */
  ServerDefaults(String table) {
    for (String line : LINES.split(table)) {
      int blank = line.indexOf(' ');
      Tree value = Json.read(line.substring(blank).strip());
      expand(line.substring(0, blank)).forEach(path -> root.put(path, value));
    }
  }

  /** Returns the tree without what the server would fill in again. */
  Tree strip(Tree tree) {
    return strip(tree, root);
  }

  private static Tree strip(Tree tree, @Nullable Node node) {
    return switch (tree) {
      case Obj(ImmutableMap<String, Tree> members) -> object(members, node);
      case Arr(ImmutableList<Tree> elements) -> {
        Node each = node == null ? null : node.children.get("*");
        yield Tree.array(elements.stream().map(e -> strip(e, each)).toList());
      }
      default -> tree;
    };
  }

  private static Tree object(ImmutableMap<String, Tree> members, @Nullable Node node) {
    Map<String, Tree> kept = new LinkedHashMap<>();
    members.forEach(
        (key, value) -> {
          Node child = node == null ? null : node.children.get(key);
          Tree stripped = strip(value, child);
          if (!absent(stripped) && !(child != null && child.isDefault(stripped))) {
            kept.put(key, stripped);
          }
        });
    return Tree.object(kept);
  }

  private static boolean absent(Tree tree) {
    return tree instanceof Null || tree.equals(Arr.EMPTY);
  }

  private static ImmutableList<ImmutableList<String>> expand(String pattern) {
    Stream<ImmutableList<String>> paths = Stream.of(ImmutableList.of());
    for (String key : KEYS.split(pattern)) {
      List<String> alternatives =
          key.startsWith("{")
              ? ALTERNATIVES.splitToList(key.substring(1, key.length() - 1))
              : List.of(key);
      paths = paths.flatMap(path -> alternatives.stream().map(each -> extended(path, each)));
    }
    return paths.collect(toImmutableList());
  }

  private static ImmutableList<String> extended(ImmutableList<String> path, String key) {
    return ImmutableList.<String>builder().addAll(path).add(key).build();
  }

  /** One place of the table. */
  private static final class Node {
    private final Map<String, Node> children = new HashMap<>();
    private Optional<Tree> value = Optional.empty();

    void put(List<String> path, Tree defaulted) {
      Node node = this;
      for (String key : path) {
        node = node.children.computeIfAbsent(key, k -> new Node());
      }
      node.value = Optional.of(defaulted);
    }

    boolean isDefault(Tree tree) {
      return value.filter(tree::equals).isPresent();
    }
  }
}
