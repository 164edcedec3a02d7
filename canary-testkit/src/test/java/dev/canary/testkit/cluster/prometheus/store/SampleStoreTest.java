package dev.canary.testkit.cluster.prometheus.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SampleStoreTest {
  private static final Labels UP = named("up");
  private static final List<LabelMatcher> ANY_UP =
      List.of(LabelMatcher.of(Labels.METRIC_NAME, LabelMatcher.Operator.EQUAL, "up"));

  private final SampleStore store = new SampleStore(Duration.ofSeconds(60), 2);

  @Test
  void between_includesBothEnds_andLeavesOutStaleMarkers() {
    store.append(UP, 1_000, 1);
    store.append(UP, 2_000, Staleness.MARKER);
    store.append(UP, 3_000, 3);
    store.append(UP, 4_000, Double.NaN);

    assertThat(store.between(ANY_UP, 1_000, 3_000).getFirst().times())
        .containsExactly(1_000, 3_000);
    assertThat(store.between(ANY_UP, 1_001, 4_000).getFirst().times())
        .containsExactly(3_000, 4_000);
    assertThat(store.between(ANY_UP, 1_001, 2_999)).isEmpty();
  }

  @Test
  void newest_isAbsentAfterAStaleMarker_untilTheNextSample() {
    store.append(UP, 1_000, 1);
    store.append(UP, 2_000, Staleness.MARKER);
    store.append(UP, 3_000, 3);

    assertThat(store.newest(ANY_UP, 0, 1_999).getFirst().values()).containsExactly(1);
    assertThat(store.newest(ANY_UP, 0, 2_000)).isEmpty();
    assertThat(store.newest(ANY_UP, 0, 3_000).getFirst().values()).containsExactly(3);
    assertThat(store.newest(ANY_UP, 3_001, 9_000)).isEmpty();
  }

  @Test
  void sampleNotNewer_isRefused() {
    assertThat(store.append(UP, 2_000, 1)).isTrue();
    assertThat(store.append(UP, 2_000, 2)).isFalse();
    assertThat(store.append(UP, 1_000, 3)).isFalse();

    assertThat(store.between(ANY_UP, 0, 9_000).getFirst().values()).containsExactly(1);
  }

  @Test
  void samplesOlderThanTheRetention_areDropped() {
    for (int second = 0; second <= 200; second++) {
      store.append(UP, second * 1_000L, second);
    }

    Samples kept = store.between(ANY_UP, 0, 200_000).getFirst();
    assertThat(kept.times()[0]).isEqualTo(140_000);
    assertThat(kept.size()).isEqualTo(61);
    assertThat(kept.values()[60]).isEqualTo(200);
  }

  @Test
  void oneSeriesTooMany_isAnErrorThatNamesItAndTheLimit() {
    store.append(named("a"), 1_000, 1);
    store.append(named("b"), 1_000, 1);

    assertThatThrownBy(() -> store.append(named("c"), 2_000, 1))
        .isInstanceOf(StoreFullException.class)
        .hasMessageContaining("c{}")
        .hasMessageContaining("2 series are held");
    assertThat(store.append(named("a"), 2_000, 2)).isTrue();
  }

  @Test
  void newSeries_takesThePlaceOfOneOlderThanTheRetention() {
    store.append(named("a"), 1_000, 1);
    store.append(named("b"), 1_000, 1);
    store.append(named("b"), 61_001, 1);

    assertThat(store.append(named("c"), 61_001, 1)).isTrue();
    assertThat(store.seriesCount()).isEqualTo(2);
  }

  @Test
  void markStale_endsASeries_andCreatesNone() {
    store.append(UP, 1_000, 1);
    store.markStale(UP, 2_000);
    store.markStale(named("other"), 2_000);

    assertThat(store.newest(ANY_UP, 0, 2_000)).isEmpty();
    assertThat(store.seriesCount()).isEqualTo(1);
  }

  @Test
  void emptyLabel_isNoLabel() {
    assertThat(Labels.of(Map.of("a", "", "b", "1"))).isEqualTo(Labels.of(Map.of("b", "1")));
  }

  private static Labels named(String metric) {
    return Labels.of(Map.of(Labels.METRIC_NAME, metric));
  }
}
