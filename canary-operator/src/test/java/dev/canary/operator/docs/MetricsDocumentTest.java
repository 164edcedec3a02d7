package dev.canary.operator.docs;

import static dev.canary.testkit.fixture.Canaries.aCanary;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSortedSet;
import dev.canary.core.model.Canary;
import dev.canary.core.model.Fact;
import dev.canary.operator.notify.Announcer;
import dev.canary.operator.notify.Instruments;
import dev.canary.testkit.fake.InMemoryObjectStore;
import dev.canary.testkit.fake.ScriptedWebhooks;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MetricsDocumentTest {

  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");

  @Test
  void table_listsWhatIsExported_withItsLabels() {
    List<String> documented =
        Documents.rows(Documents.text("docs/reference/metrics.md")).stream()
            .map(cells -> series(cells.getFirst(), cells.subList(1, cells.size()).stream()))
            .toList();

    assertThat(documented).containsExactlyInAnyOrderElementsOf(exported());
  }

  private static ImmutableSortedSet<String> exported() {
    Instruments instruments = new Instruments("1", "istio");
    Canary canary = aCanary().build();
    try (Announcer announcer =
        new Announcer(
            new InMemoryObjectStore(),
            new ScriptedWebhooks(),
            Optional.empty(),
            instruments,
            told -> {})) {
      announcer.gauge(canary, 90, 10);
      announcer.tell(canary, new Fact.Measured("latency", 1), "", Instant.EPOCH);
      announcer.tell(canary, new Fact.Finished(true, false), "", Instant.EPOCH);
      announcer.tell(canary, new Fact.Finished(false, false), "", Instant.EPOCH);
    }
    instruments.total("test", 1);
    return Splitter.on('\n')
        .splitToStream(instruments.exposition())
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .map(MetricsDocumentTest::series)
        .collect(ImmutableSortedSet.toImmutableSortedSet(String::compareTo));
  }

  private static String series(String sample) {
    return series(
        sample.substring(0, sample.indexOf('{')),
        LABEL.matcher(sample).results().map(found -> found.group(1)));
  }

  private static String series(String name, Stream<String> labels) {
    return name + labels.collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
  }
}
