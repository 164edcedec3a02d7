package dev.canary.testkit.cluster.prometheus.http;

import com.google.common.primitives.Doubles;
import com.google.common.primitives.Longs;
import dev.canary.testkit.cluster.prometheus.promql.Value;
import dev.canary.testkit.cluster.prometheus.store.Labels;
import dev.canary.testkit.cluster.prometheus.store.Samples;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts the values of a query at many instants together: one track for each series. */
final class Tracks {
  private final Map<Labels, Track> tracks = new LinkedHashMap<>();

  private static final class Track {
    private final List<Long> times = new ArrayList<>();
    private final List<Double> values = new ArrayList<>();

    private void add(long time, double value) {
      times.add(time);
      values.add(value);
    }
  }

  /** Adds the scalar or vector of an instant. */
  void add(long timeMillis, Value value) {
    if (value instanceof Value.Scalar(double number)) {
      track(Labels.EMPTY).add(timeMillis, number);
    } else if (value instanceof Value.Vector vector) {
      for (Value.Element element : vector.elements()) {
        track(element.labels()).add(timeMillis, element.value());
      }
    }
  }

  private Track track(Labels labels) {
    return tracks.computeIfAbsent(labels, unused -> new Track());
  }

  /** Returns the tracks in the order in which they first appeared. */
  List<Samples> series() {
    List<Samples> series = new ArrayList<>();
    tracks.forEach(
        (labels, track) ->
            series.add(
                new Samples(labels, Longs.toArray(track.times), Doubles.toArray(track.values))));
    return series;
  }
}
