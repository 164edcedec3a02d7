package dev.canary.testkit.cluster.api.table;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.canary.core.tree.Tree;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The JSON paths that printer columns use: members, indices, {@code [*]} and filters by equality,
 * such as {@code .status.conditions[?(@.type=="Promoted")].status}.
 */
final class JsonPath {

  private static final Pattern STEP =
      Pattern.compile(
          "\\.((?:[^.\\[\\\\]|\\\\.)+)"
              + "|\\['([^']*)'\\]"
              + "|\\[(\\d{1,9}|\\*)\\]"
              + "|\\[\\?\\(@\\.([^=\\s]+)\\s*==\\s*[\"']?([^\"')]*)[\"']?\\)\\]");

  private final ImmutableList<Function<Tree, Stream<Tree>>> steps;

  private JsonPath(ImmutableList<Function<Tree, Stream<Tree>>> steps) {
    this.steps = steps;
  }

  /** Returns the path that the text spells; one that is malformed finds nothing. */
  static JsonPath parse(String text) {
    ImmutableList.Builder<Function<Tree, Stream<Tree>>> steps = ImmutableList.builder();
    String path =
        text.startsWith("{") && text.endsWith("}") ? text.substring(1, text.length() - 1) : text;
    Matcher matcher = STEP.matcher(path);
    int at = 0;
    while (at < path.length()) {
      if (!matcher.find(at) || matcher.start() != at) {
        return new JsonPath(ImmutableList.of(tree -> Stream.empty()));
      }
      steps.add(step(matcher));
      at = matcher.end();
    }
    return new JsonPath(steps.build());
  }

  /** Returns what the path finds, in order. */
  ImmutableList<Tree> find(Tree tree) {
    Stream<Tree> found = Stream.of(tree);
    for (Function<Tree, Stream<Tree>> step : steps) {
      found = found.flatMap(step);
    }
    return found.collect(toImmutableList());
  }

  private static Function<Tree, Stream<Tree>> step(Matcher matcher) {
    String member =
        matcher.group(1) != null ? matcher.group(1).replace("\\", "") : matcher.group(2);
    String index = matcher.group(3);
    if (member != null) {
      return tree -> Stream.ofNullable(tree.fields().get(member));
    }
    if (index != null) {
      return index.equals("*")
          ? tree -> tree.items().stream()
          : tree -> tree.items().stream().skip(Integer.parseInt(index)).limit(1);
    }
    JsonPath key = parse("." + matcher.group(4));
    String value = matcher.group(5);
    return tree ->
        tree.items().stream()
            .filter(element -> key.find(element).stream().anyMatch(t -> spelled(t).equals(value)));
  }

  /** Returns the tree as text, a string without quotes. */
  static String spelled(Tree tree) {
    return tree instanceof Tree.Str(String text) ? text : tree.toString();
  }
}
