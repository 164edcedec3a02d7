package dev.canary.operator.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.canary.core.model.Intake;
import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** No resource makes the reader throw, and each is accepted or refused with a reason. */
class SpecReaderFuzzTest {

  private static final ImmutableList<Tree> JUNK =
      ImmutableList.of(
          Tree.Null.NULL,
          Tree.of(""),
          Tree.of("x".repeat(300)),
          Tree.of(-5),
          Json.read("1e400"),
          Json.read("2.5"),
          Json.read("99999999999999999999"),
          Tree.of(true),
          Tree.Arr.EMPTY,
          Json.read("[1,{\"a\":[]},null]"),
          Tree.Obj.EMPTY);

  private final Random random = new Random(17);
  private final SpecReader reader =
      new SpecReader(
          new SpecDefaults("kubernetes", Providers.of(List.of()), /* crossNamespace= */ false));

  @Test
  void brokenAnywhere_isReadWithoutThrowing() {
    Tree full = Yaml.of(Yaml.resource("full.yaml")).without("spec", "provider");
    assertThat(reader.read(full)).isInstanceOf(Intake.Accepted.class);
    for (int i = 0; i < 5_000; i++) {
      Tree broken = full;
      for (int j = 0; j <= i % 4; j++) {
        List<String[]> paths = new ArrayList<>();
        collect(broken, List.of(), paths);
        String[] path = paths.get(1 + random.nextInt(paths.size() - 1));
        broken = broken.with(JUNK.get(random.nextInt(JUNK.size())), path);
      }
      if (reader.read(broken) instanceof Intake.Refused(var problems, var last)) {
        assertThat(problems).as("%s", broken).isNotEmpty();
      }
    }
  }

  private static void collect(Tree tree, List<String> path, List<String[]> paths) {
    paths.add(path.toArray(String[]::new));
    switch (tree) {
      case Tree.Obj(var members) ->
          members.forEach((key, value) -> collect(value, append(path, key), paths));
      case Tree.Arr(var elements) -> {
        for (int i = 0; i < elements.size(); i++) {
          collect(elements.get(i), append(path, Integer.toString(i)), paths);
        }
      }
      default -> {}
    }
  }

  private static List<String> append(List<String> path, String key) {
    List<String> longer = new ArrayList<>(path);
    longer.add(key);
    return longer;
  }
}
