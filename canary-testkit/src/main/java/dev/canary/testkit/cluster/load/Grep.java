package dev.canary.testkit.cluster.load;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.canary.testkit.cluster.load.OptionTable.Parsed;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/**
 * A run of {@code grep} at the end of a pipe.
 *
 * @param inverted whether the lines wanted are those that do not match
 * @param quiet whether nothing is printed
 */
record Grep(Pattern pattern, boolean inverted, boolean quiet) {

  private static final List<String> FLAGS = List.of("q", "i", "v", "E", "F");

  private static final OptionTable TABLE =
      new OptionTable(
          "grep",
          ImmutableMap.of("-q", "q", "-i", "i", "-v", "v", "-E", "E", "-F", "F"),
          FLAGS,
          true);

  /**
   * Reads the words after {@code grep}; the pattern is read as Java does, which agrees with grep on
   * plain words.
   *
   * @throws BadCommand if an option is unknown or the pattern is none
   */
  static Grep parse(List<String> words) {
    Parsed parsed = TABLE.parse(words);
    if (parsed.rest().size() != 1) {
      throw new BadCommand("grep needs exactly one pattern, not %s".formatted(parsed.rest()));
    }
    int flags =
        (parsed.has("i") ? Pattern.CASE_INSENSITIVE : 0) | (parsed.has("F") ? Pattern.LITERAL : 0);
    try {
      Pattern pattern = Pattern.compile(parsed.rest().getFirst(), flags);
      return new Grep(pattern, parsed.has("v"), parsed.has("q"));
    } catch (PatternSyntaxException e) {
      throw new BadCommand(
          "grep %s: no pattern: %s".formatted(parsed.rest().getFirst(), e.getDescription()));
    }
  }

  /** Returns what it prints and whether a line was found. */
  CommandResult filter(String input) {
    ImmutableList<String> found =
        input
            .lines()
            .filter(line -> pattern.matcher(line).find() != inverted)
            .collect(ImmutableList.toImmutableList());
    String output =
        quiet ? "" : found.stream().map(line -> line + "\n").collect(Collectors.joining());
    return new CommandResult(found.isEmpty() ? 1 : 0, output);
  }
}
