package dev.canary.operator.workload;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.canary.core.model.Part;
import dev.canary.core.store.ObjectKey;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.fixture.Golden;
import org.junit.jupiter.api.Test;

/** The worked example of the workload chapter, section 14, from manifests to generated objects. */
class WorkedExampleTest {

  private static final ImmutableList<ObjectKey> GENERATED =
      ImmutableList.of(
          Bed.PRIMARY,
          Bed.COPY,
          Bed.PRIMARY_SCALER,
          Bed.APEX,
          Bed.key(Types.SERVICE, "podinfo-primary"),
          Bed.key(Types.SERVICE, "podinfo-canary"));

  @Test
  void bootstrap_generatesWhatTheChapterShows() {
    Bed bed = Bed.fresh();
    String id = bed.observe().live().id();
    bed.bootstrap();

    ImmutableList<Tree> generated =
        GENERATED.stream().map(bed::tree).map(Bed::manifest).collect(toImmutableList());
    assertThat(generated.getFirst().text(ID)).hasValue(id);
    Golden.check(
        WorkedExampleTest.class,
        "worked-example.out.yaml",
        generated.stream()
            .map(tree -> tree.text(ID).isPresent() ? tree.with("REVISION", ID) : tree)
            .collect(toImmutableList()));
  }

  private static final String[] ID = {"spec", "template", "metadata", "annotations", "flagger-id"};

  @Test
  void bootstrap_leavesTargetConfigsAndScalerAlone() {
    Bed bed = Bed.fresh();
    var before = ImmutableList.of(bed.tree(Bed.TARGET), bed.tree(Bed.CONFIG), bed.tree(Bed.SCALER));
    bed.bootstrap();

    assertThat(before)
        .containsExactly(bed.tree(Bed.TARGET), bed.tree(Bed.CONFIG), bed.tree(Bed.SCALER));
  }

  @Test
  void configOfTheExample_hasTheChecksumOfTheChapter() {
    assertThat(Bed.fresh().observe().live().configs().orElseThrow())
        .containsOnly(
            org.assertj.core.api.Assertions.entry("configmap/podinfo-config", "afdde57ddfc69fd2"));
  }

  @Test
  void repeatedBootstrap_makesNoWrite() {
    for (Bed bed : ImmutableList.of(Bed.fresh(), Bed.defaulting(), Bed.unscaled())) {
      assertThat(bed.writes(bed::bootstrap)).isPositive();
      assertThat(bed.writes(bed::bootstrap)).isZero();
      assertThat(bed.writes(() -> bed.workloads().syncScaler(bed.canary, bed.spec))).isZero();
    }
  }

  @Test
  void promotion_changesImageIdAndAnnotationsAlone() {
    for (Bed bed : ImmutableList.of(Bed.fresh(), Bed.defaulting())) {
      Tree before = bed.bootstrap().tree(Bed.PRIMARY);
      bed.push("ghcr.io/stefanprodan/podinfo:6.0.1").promote();

      assertThat(before.diff(bed.tree(Bed.PRIMARY)))
          .extracting(change -> String.join(".", change.path()))
          .containsExactlyInAnyOrder(
              "metadata.generation",
              "metadata.annotations.docs.example.com/owner",
              "spec.template.metadata.annotations.flagger-id",
              "spec.template.spec.containers.0.image");
      assertThat(bed.writes(bed::promote)).isZero();
    }
  }

  @Test
  void bootstrapAfterBootstrap_observesThePrimaryAsTheTarget() {
    for (Bed bed : ImmutableList.of(Bed.fresh(), Bed.defaulting())) {
      var view = bed.bootstrap().observe();
      assertThat(view.primary().orElseThrow().matchesTarget()).isTrue();
      assertThat(view.primaryRuns(view.live())).isTrue();
    }
  }

  @Test
  void eachPart_isCreatedAlone() {
    Bed bed = Bed.fresh();
    bed.workloads().ensure(bed.canary, bed.spec, Part.SCALER);
    assertThat(bed.store.objects()).containsKey(Bed.PRIMARY_SCALER).doesNotContainKey(Bed.PRIMARY);
  }
}
