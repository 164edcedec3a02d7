package dev.canary.operator.process;

import static dev.canary.operator.process.GuideCluster.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.canary.testkit.cluster.api.traffic.RequestInfo;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What one step of a rollout costs the API server: status, route and the step's event. */
class StepWritesTest {

  private static final int MOST_WRITES = 4;
  private static final ImmutableSet<String> READS = ImmutableSet.of("get", "list");

  @Test
  void weightStep_costsFewWritesAndNoRead() {
    try (GuideCluster guide = GuideCluster.start(50)) {
      guide.cluster().apply(Canaries.podinfo());
      guide.awaitEvent("Initialization done! podinfo.test");
      guide.cluster().traffic().users("http://app.example.com/", 5);
      guide.setImage("podinfo", "stefanprodan/podinfo:3.1.1");
      awaitRecorded(guide, 10);

      for (int weight = 20; weight <= 50; weight += 10) {
        guide.cluster().api().requests().reset();
        awaitRecorded(guide, weight);
        List<RequestInfo> step = guide.cluster().api().requests().recent(OPERATOR);

        assertThat(step).noneMatch(request -> READS.contains(request.verb()));
        assertThat(writes(step)).as("writes of weight " + weight).hasSizeBetween(2, MOST_WRITES);
      }
    }
  }

  private static ImmutableList<RequestInfo> writes(List<RequestInfo> requests) {
    return requests.stream()
        .filter(request -> !request.verb().equals("watch"))
        .filter(request -> !request.resource().equals("leases"))
        .collect(ImmutableList.toImmutableList());
  }

  /** Waits until the step's event is stored; it is the last write of the step. */
  private static void awaitRecorded(GuideCluster guide, int weight) {
    String text = "Advance podinfo.test canary weight " + weight;
    Await.until(
        text,
        () ->
            guide.cluster().objects().list("v1", "Event", "test").stream()
                .anyMatch(event -> event.textOr("", "message").equals(text)));
  }
}
