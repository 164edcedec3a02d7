package dev.canary.operator.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.EmbeddedCluster;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A rollout survives its operator. Each test rolls a further image out on the one cluster. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperatorRestartTest {

  private final GuideCluster guide = GuideCluster.start(50);
  private int patch = 1;

  @BeforeAll
  void bootstrap() {
    guide.cluster().apply(Canaries.podinfo());
    guide.awaitEvent("Initialization done! podinfo.test");
    guide.cluster().traffic().users("http://app.example.com/", 5);
  }

  @AfterAll
  void close() {
    guide.close();
  }

  @Test
  void stoppedBeforeTheNewImage_rollsItOut() {
    guide.stopOperator();

    assertRollout(
        () -> {
          String image = nextImage();
          guide.setImage("podinfo", image);
          guide.startOperator();
          return image;
        });
  }

  @ParameterizedTest
  @CsvSource({
    "New revision detected!",
    "Advance podinfo.test canary weight 20",
    "Copying podinfo.test",
    "Routing all traffic to primary"
  })
  void stopped_goesOn(String moment) {
    assertRollout(() -> interrupted(moment, GuideCluster::stopOperator));
  }

  @ParameterizedTest
  @CsvSource({"Advance podinfo.test canary weight 20", "Copying podinfo.test"})
  void killed_goesOn(String moment) {
    assertRollout(() -> interrupted(moment, GuideCluster::killOperator));
  }

  private String interrupted(String moment, Consumer<GuideCluster> end) {
    String image = nextImage();
    guide.setImage("podinfo", image);
    guide.awaitEvent(moment);
    end.accept(guide);
    guide.startOperator();
    return image;
  }

  private String nextImage() {
    return "stefanprodan/podinfo:3.2." + patch++;
  }

  /** The interface of a rollout that is disturbed somewhere; returns the image rolled out. */
  private interface Rollout {
    String run();
  }

  private void assertRollout(Rollout rollout) {
    guide.forgetEvents();
    EmbeddedCluster cluster = guide.cluster();
    long start = cluster.objects().version();

    String image = rollout.run();
    guide.awaitEvent("Promotion completed!");
    guide.awaitPhase("podinfo", "Succeeded");

    assertThat(history(start, "apps/v1/Deployment/podinfo-primary", OperatorRestartTest::image))
        .as("images of the primary; one change of its template")
        .endsWith(image)
        .hasSizeLessThanOrEqualTo(2);
    assertThat(templates(start)).as("templates of the primary").hasSizeLessThanOrEqualTo(2);
    assertThat(
            history(
                start, "networking.istio.io/v1beta1/VirtualService/podinfo", History::canaryWeight))
        .as("weights of the route")
        .isIn(
            ImmutableList.of(10L, 20L, 30L, 40L, 50L, 0L),
            ImmutableList.of(0L, 10L, 20L, 30L, 40L, 50L, 0L));
    assertThat(guide.canary("podinfo").wholeOr(-1, "status", "failedChecks")).isZero();
  }

  private ImmutableList<Tree> templates(long start) {
    return history(
        start,
        "apps/v1/Deployment/podinfo-primary",
        primary -> primary.at("spec", "template").orElseThrow());
  }

  private <T> ImmutableList<T> history(long start, String object, Function<Tree, T> view) {
    String[] parts = object.split("/", 4);
    return History.of(guide.cluster(), start, parts[0] + "/" + parts[1], parts[2], parts[3], view);
  }

  private static String image(Tree deployment) {
    return deployment.textOr("", "spec", "template", "spec", "containers", "0", "image");
  }
}
