package dev.canary.core.docs;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collector;

/** Reads the documentation and the sources it describes. */
final class Documents {

  private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");

  private Documents() {}

  /** Returns the text of a file, by its path from the root of the repository. */
  static String text(String path) {
    try {
      return Files.readString(root().resolve(path));
    } catch (IOException missing) {
      throw new UncheckedIOException("cannot read " + path, missing);
    }
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("no folder above has mvnw: where is the repository?");
      }
    }
    return folder;
  }

  /** Returns what stands between backquotes in one line, in order. */
  static ImmutableList<String> code(String text) {
    return CODE.matcher(text).results().map(found -> found.group(1)).collect(toList());
  }

  private static Collector<String, ?, ImmutableList<String>> toList() {
    return ImmutableList.toImmutableList();
  }

  /** Returns the lines of a Markdown table whose first cell is code. */
  static ImmutableList<String> rows(String text) {
    return text.lines().filter(line -> line.startsWith("| `")).collect(toList());
  }

  /** Returns the section under a heading of level two. */
  static String section(String text, String heading) {
    MatchResult found =
        Pattern.compile("(?ms)^## " + Pattern.quote(heading) + "$(.*?)(?=^## |\\z)")
            .matcher(text)
            .results()
            .findFirst()
            .orElseThrow(() -> new AssertionError("no section \"" + heading + "\""));
    return found.group(1);
  }
}
