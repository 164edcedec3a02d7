package dev.canary.operator.demo;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;

/**
 * A demo that was played from its command line.
 *
 * @param exitCode what the shell sees
 * @param output what was printed
 */
record Played(int exitCode, String output) {

  private static final Pattern EVENT =
      Pattern.compile("^ {2}(Normal|Warning) +Synced +\\S+ +flagger +(.*)$");

  /** Plays {@code canary demo} with the arguments. */
  static Played with(String... arguments) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    int exitCode = new CommandLine(new DemoCommand(out)).execute(arguments);
    return new Played(exitCode, bytes.toString(StandardCharsets.UTF_8));
  }

  /**
   * Returns the events that were printed: N or W, a blank and the text. Those that say that
   * something is not ready depend on timing and are left out.
   */
  ImmutableList<String> events() {
    return output
        .lines()
        .map(EVENT::matcher)
        .filter(Matcher::matches)
        .filter(line -> !line.group(2).contains(" not ready: "))
        .map(line -> line.group(1).charAt(0) + " " + line.group(2))
        .collect(toImmutableList());
  }

  /** Returns the events from the new revision on. */
  ImmutableList<String> rollout() {
    ImmutableList<String> all = events();
    int start = all.indexOf("N New revision detected! Scaling up podinfo.test");
    return start < 0 ? ImmutableList.of() : all.subList(start, all.size());
  }

  /** Returns the lines of the table of canaries at the end, columns separated by one blank. */
  ImmutableList<String> table() {
    ImmutableList<String> lines = output.lines().collect(toImmutableList());
    int start = lines.indexOf("$ kubectl -n test get canaries");
    return lines.stream()
        .skip(start + 1L)
        .takeWhile(line -> !line.isEmpty())
        .map(line -> line.trim().replaceAll(" +", " "))
        .collect(toImmutableList());
  }
}
