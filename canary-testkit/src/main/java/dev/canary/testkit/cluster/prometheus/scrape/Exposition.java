package dev.canary.testkit.cluster.prometheus.scrape;

import com.google.common.collect.ImmutableList;
import dev.canary.testkit.cluster.prometheus.store.Labels;
import dev.canary.testkit.cluster.prometheus.store.Numbers;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text exposition format, version 0.0.4: one sample a line. Lines that begin with {@code #} are
 * comments; types and help texts among them are not needed.
 */
final class Exposition {
  private static final Pattern NAME = Pattern.compile("[ \\t]*([a-zA-Z_:][a-zA-Z0-9_:]*)[ \\t]*");
  private static final Pattern LABEL =
      Pattern.compile(
          "[ \\t]*([a-zA-Z_][a-zA-Z0-9_]*)[ \\t]*=[ \\t]*\"((?:[^\"\\\\\\n]|\\\\.)*+)\"[ \\t]*(,|(?=}))");
  private static final Pattern CLOSE = Pattern.compile("[ \\t]*}");
  private static final Pattern REST =
      Pattern.compile("[ \\t]*([^ \\t\\r]+)(?:[ \\t]+(-?[0-9]{1,18}))?[ \\t\\r]*");

  private Exposition() {}

  /**
   * Returns the samples of the text.
   *
   * @throws ScrapeException at the first line that is neither sample nor comment nor blank; the
   *     message gives its number, counted from 1
   */
  static ImmutableList<ScrapedSample> parse(String text) throws ScrapeException {
    ImmutableList.Builder<ScrapedSample> samples = ImmutableList.builder();
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      if (!line.isBlank() && !line.stripLeading().startsWith("#")) {
        samples.add(sample(line, number));
      }
    }
    return samples.build();
  }

  private static ScrapedSample sample(String line, int number) throws ScrapeException {
    Map<String, String> labels = new HashMap<>();
    Matcher name = NAME.matcher(line);
    if (!name.lookingAt()) {
      throw malformed(line, number, "no metric name");
    }
    labels.put(Labels.METRIC_NAME, name.group(1));
    int at = name.end();
    if (at < line.length() && line.charAt(at) == '{') {
      at = labels(line, at + 1, number, labels);
    }
    Matcher rest = REST.matcher(line).region(at, line.length());
    OptionalDouble value = rest.matches() ? Numbers.parse(rest.group(1)) : OptionalDouble.empty();
    if (value.isEmpty()) {
      throw malformed(line, number, "no number with an optional time after the series");
    }
    String time = rest.group(2);
    return new ScrapedSample(
        Labels.of(labels),
        value.getAsDouble(),
        time == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(time)));
  }

  /** Reads up to the closing brace; returns the offset behind it. */
  private static int labels(String line, int from, int number, Map<String, String> labels)
      throws ScrapeException {
    int at = from;
    Matcher label = LABEL.matcher(line).region(at, line.length());
    while (label.lookingAt()) {
      if (labels.put(label.group(1), unescaped(label.group(2))) != null) {
        throw malformed(line, number, "label " + label.group(1) + " twice");
      }
      at = label.end();
      label.region(at, line.length());
    }
    Matcher close = CLOSE.matcher(line).region(at, line.length());
    if (!close.lookingAt()) {
      throw malformed(line, number, "no label at column " + (at + 1));
    }
    return close.end();
  }

  private static String unescaped(String value) {
    if (value.indexOf('\\') < 0) {
      return value;
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\') {
        i++;
        char escaped = value.charAt(i);
        switch (escaped) {
          case 'n' -> out.append('\n');
          case '\\', '"' -> out.append(escaped);
          default -> out.append('\\').append(escaped); // other escapes mean themselves
        }
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static ScrapeException malformed(String line, int number, String problem) {
    String shown = line.length() > 200 ? line.substring(0, 200) + "…" : line;
    return new ScrapeException("line %d: %s: %s".formatted(number, problem, shown));
  }
}
