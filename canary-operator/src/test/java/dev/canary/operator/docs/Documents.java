package dev.canary.operator.docs;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.regex.Pattern;

/** Reads the documentation. */
final class Documents {

  private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");

  private Documents() {}

  /** Returns the root of the repository. */
  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("no folder above has mvnw: where is the repository?");
      }
    }
    return folder;
  }

  /** Returns the text of a file, by its path from the root of the repository. */
  static String text(String path) {
    return text(root().resolve(path));
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read " + file, unreadable);
    }
  }

  /** Returns every Markdown file of the repository, but for what a build leaves behind. */
  static ImmutableList<Path> markdown() {
    ImmutableList.Builder<Path> found = ImmutableList.builder();
    try {
      Files.walkFileTree(root(), new Finder(found));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot list " + root(), unreadable);
    }
    return found.build();
  }

  /** Returns, of each row of a table whose first cell is code, the code in its cells. */
  static ImmutableList<ImmutableList<String>> rows(String text) {
    return text.lines()
        .filter(line -> line.startsWith("| `"))
        .map(Documents::code)
        .collect(ImmutableList.toImmutableList());
  }

  /** Returns what stands between backquotes, in order. */
  static ImmutableList<String> code(String text) {
    return CODE.matcher(text)
        .results()
        .map(found -> found.group(1))
        .collect(ImmutableList.toImmutableList());
  }

  /** Returns what follows a heading, up to the next heading of any level. */
  static String section(String text, String heading) {
    int start = text.indexOf("\n" + heading + "\n");
    if (start < 0) {
      throw new AssertionError("no heading \"" + heading + "\"");
    }
    int body = start + heading.length() + 2;
    int end = text.indexOf("\n#", body);
    return end < 0 ? text.substring(body) : text.substring(body, end);
  }

  private static final class Finder extends SimpleFileVisitor<Path> {
    private final ImmutableList.Builder<Path> found;

    Finder(ImmutableList.Builder<Path> found) {
      this.found = found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      String name = folder.getFileName().toString();
      return name.equals("target") || name.equals(".git")
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (file.toString().endsWith(".md")) {
        found.add(file);
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
