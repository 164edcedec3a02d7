package dev.canary.testkit.cluster.load;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;

/**
 * Splits a command line into the words of its commands, as a shell would: single and double quotes,
 * backslashes, and {@code |} between commands. Nothing is substituted; what a shell would treat
 * specially is refused.
 */
final class Words {

  private static final String REFUSED = ";&<>$`(){}*~#\n";

  private final String line;
  private final ImmutableList.Builder<ImmutableList<String>> commands = ImmutableList.builder();
  private ImmutableList.Builder<String> words = ImmutableList.builder();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private int at;

  private Words(String line) {
    this.line = line;
  }

  /**
   * Returns the words of each command of the pipeline.
   *
   * @throws BadCommand if a quote is open at the end, a command is empty, or the line uses more of
   *     a shell
   */
  static ImmutableList<ImmutableList<String>> of(String line) {
    return new Words(line).split();
  }

  private ImmutableList<ImmutableList<String>> split() {
    while (at < line.length()) {
      step(line.charAt(at++));
    }
    endCommand();
    return commands.build();
  }

  private void step(char c) {
    switch (c) {
      case ' ', '\t' -> endWord();
      case '|' -> endCommand();
      case '\'', '"' -> quoted(c);
      case '\\' -> escaped();
      default -> plain(c);
    }
  }

  private void plain(char c) {
    if (REFUSED.indexOf(c) >= 0) {
      throw new BadCommand(
          "\"%s\" uses %s, but no shell runs here: only words, quotes and |".formatted(line, c));
    }
    inWord = true;
    word.append(c);
  }

  private void quoted(char quote) {
    int end = line.indexOf(quote, at);
    if (end < 0) {
      throw new BadCommand("\"%s\" has no closing %s".formatted(line, quote));
    }
    String text = line.substring(at, end);
    if (quote == '"' && CharMatcher.anyOf("$`\\").matchesAnyOf(text)) {
      throw new BadCommand("\"%s\" needs a shell, but none runs here".formatted(text));
    }
    inWord = true;
    word.append(text);
    at = end + 1;
  }

  private void escaped() {
    if (at == line.length()) {
      throw new BadCommand("\"%s\" ends with a backslash".formatted(line));
    }
    inWord = true;
    word.append(line.charAt(at++));
  }

  private void endWord() {
    if (inWord) {
      words.add(word.toString());
      word.setLength(0);
      inWord = false;
    }
  }

  private void endCommand() {
    endWord();
    ImmutableList<String> command = words.build();
    if (command.isEmpty()) {
      throw new BadCommand("\"%s\" has an empty command".formatted(line));
    }
    commands.add(command);
    words = ImmutableList.builder();
  }
}
