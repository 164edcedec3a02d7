package dev.canary.testkit.cluster.prometheus;

import com.google.common.collect.ImmutableList;
import com.google.common.io.Resources;
import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.prometheus.store.Labels;
import dev.canary.testkit.cluster.prometheus.store.Numbers;
import dev.canary.testkit.cluster.prometheus.store.SampleStore;
import dev.canary.testkit.cluster.prometheus.store.Staleness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** What a real Prometheus answered: one topic, with its samples and its queries. */
public record Recorded(String topic, Tree tree) {

  /** The topics of the recorder, see its README. */
  public static final ImmutableList<String> TOPICS =
      ImmutableList.of(
          "aggregations",
          "arithmetic",
          "canary",
          "counters",
          "errors",
          "histograms",
          "matching",
          "overtime",
          "random",
          "ranges",
          "selectors",
          "staleness");

  /**
   * One query with its answer: the {@code data} of a success, or {@code status}, {@code errorType}
   * and {@code error}.
   */
  public record Answer(String topic, String query, Instant time, Tree data) {
    public boolean isError() {
      return data.text("error").isPresent();
    }

    @Override
    public String toString() {
      return topic + " @" + time.getEpochSecond() % 100_000 + "s " + query;
    }
  }

  public static Recorded topic(String name) {
    try {
      String text =
          Resources.toString(
              Resources.getResource("prometheus/recorded/" + name + ".json"),
              StandardCharsets.UTF_8);
      return new Recorded(name, Json.read(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public ImmutableList<Answer> answers() {
    return tree.items("answers").stream()
        .map(
            answer ->
                new Answer(
                    topic,
                    answer.textOr("", "query"),
                    Instant.ofEpochMilli(answer.wholeOr(0, "time")),
                    answer.at("answer").orElseThrow()))
        .collect(ImmutableList.toImmutableList());
  }

  /** Returns the queries over ranges: query, start, end and step in milliseconds, and answer. */
  public ImmutableList<Tree> ranges() {
    return tree.items("ranges");
  }

  public SampleStore store() {
    SampleStore store = SampleStore.create();
    for (Tree series : tree.items("series")) {
      Labels labels = Labels.of(series.texts("labels"));
      for (Tree point : series.items("points")) {
        store.append(labels, point.wholeOr(0, "0"), value(point.textOr("", "1")));
      }
    }
    return store;
  }

  private static double value(String text) {
    return text.equals("stale")
        ? Staleness.MARKER
        : Numbers.parse(text).orElseThrow(() -> new IllegalStateException("not a number: " + text));
  }
}
