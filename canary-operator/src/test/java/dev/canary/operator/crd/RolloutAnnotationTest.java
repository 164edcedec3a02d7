package dev.canary.operator.crd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.canary.core.model.CanaryStatus;
import dev.canary.core.model.RolloutState;
import dev.canary.core.tree.Tree;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A canary whose schema drops what we add to the status. */
class RolloutAnnotationTest {

  private static final Instant NOW = Instant.parse("2026-07-01T10:00:00Z");
  private static final Tree CANARY =
      Yaml.of(
          """
          metadata: {name: podinfo, namespace: test}
          spec: {targetRef: {kind: Deployment, name: podinfo}}
          """);

  private final StatusCodec codec = new StatusCodec();

  @Test
  void prunedStatus_isReadFromTheAnnotation() {
    Tree canary = CANARY;
    Statuses statuses = new Statuses(11);
    for (int i = 0; i < 300; i++) {
      CanaryStatus status = statuses.any();
      canary = statusWritten(annotated(canary, status, i), status, i);
      assertThat(codec.read(canary)).as("write %s", i).isEqualTo(status);
    }
  }

  @Test
  void annotationWrittenButStatusNot_counts() {
    CanaryStatus first = new Statuses(1).any();
    CanaryStatus second = new Statuses(2).any(new RolloutState.Promoting(false));
    Tree canary = statusWritten(annotated(CANARY, first, 0), first, 0);

    assertThat(codec.read(annotated(canary, second, 60))).isEqualTo(second);
  }

  @Test
  void annotationOfANewCanary_counts() {
    CanaryStatus status = new Statuses(5).any(new RolloutState.Initializing(Optional.empty()));

    assertThat(codec.read(annotated(CANARY, status, 0))).isEqualTo(status);
  }

  @Test
  void statusWrittenByAnotherSince_makesTheAnnotationStale() {
    CanaryStatus status = new Statuses(1).any(new RolloutState.Progressing(true));
    Tree canary =
        statusWritten(annotated(CANARY, status, 0), status, 0)
            .with("2026-07-01T11:30:00Z", "status", "lastTransitionTime")
            .with("Succeeded", "status", "phase");

    assertThat(codec.read(canary).state()).isEqualTo(new RolloutState.Succeeded());
    assertThat(codec.read(canary).run()).isEqualTo(CanaryStatus.Run.NONE);
  }

  @Test
  void rolloutInTheStatus_winsOverTheAnnotation() {
    CanaryStatus status = new Statuses(3).any();
    Tree canary = annotated(CANARY, new Statuses(4).any(), 0);

    assertThat(codec.read(codec.write(canary, status, NOW))).isEqualTo(status);
  }

  @Test
  void malformedAnnotation_isIgnored() {
    for (String text : new String[] {"", "{", "[]", "{\"after\":\"\"}", "7"}) {
      Tree canary = CANARY.with(text, "metadata", "annotations", StatusCodec.ANNOTATION);
      assertThat(codec.read(canary)).as(text).isEqualTo(CanaryStatus.NEW);
    }
  }

  @Test
  void kept_saysWhetherTheSchemaPruned() {
    Tree written = codec.write(CANARY, CanaryStatus.NEW, NOW);

    assertThat(codec.kept(written)).isTrue();
    assertThat(codec.kept(pruned(written))).isFalse();
  }

  private Tree annotated(Tree canary, CanaryStatus next, int seconds) {
    return canary.with(
        codec.annotation(canary, next, NOW.plusSeconds(seconds)),
        "metadata",
        "annotations",
        StatusCodec.ANNOTATION);
  }

  private Tree statusWritten(Tree canary, CanaryStatus next, int seconds) {
    return pruned(codec.write(canary, next, NOW.plusSeconds(seconds)));
  }

  private static Tree pruned(Tree canary) {
    return canary
        .without("status", "rollout")
        .without("status", "acceptedGeneration")
        .without("status", "observedGeneration");
  }
}
