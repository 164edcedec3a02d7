package dev.canary.operator.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.canary.core.model.Canary;
import dev.canary.core.model.CanaryStatus;
import dev.canary.core.model.Part;
import dev.canary.core.model.Readiness;
import dev.canary.core.model.Revision;
import dev.canary.core.model.RolloutState;
import dev.canary.core.model.WorkloadView;
import dev.canary.core.port.Conflict;
import dev.canary.core.port.PortUnavailable;
import dev.canary.core.port.PortUnavailable.Cause;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.fixture.Yaml;
import org.junit.jupiter.api.Test;

/** Observing, promoting and scaling a Deployment. */
class DeploymentsTest {

  private static final String NEW = "ghcr.io/stefanprodan/podinfo:6.0.1";

  @Test
  void observe_withoutPrimary_tellsTheTarget() {
    Bed bed = Bed.fresh();
    WorkloadView view = bed.observe();

    assertThat(view.targetReplicas()).isEqualTo(2);
    assertThat(view.primary()).isEmpty();
    assertThat(view.live().uid()).isEqualTo(bed.store.stored(Bed.TARGET).uid());
    assertThat(view.live().generation()).isEqualTo(1);
    assertThat(view.versions()).containsOnlyKeys("Deployment podinfo.test");
    assertThat(view.target())
        .isEqualTo(
            Readiness.waiting(
                "canary deployment podinfo.test not ready: waiting for rollout to finish: observed"
                    + " deployment generation less than desired generation"));
  }

  @Test
  void observe_withoutReplicas_countsOne() {
    Bed bed = Bed.fresh().edit(Bed.TARGET, tree -> tree.without("spec", "replicas"));
    assertThat(bed.observe().targetReplicas()).isEqualTo(1);
  }

  @Test
  void observe_missingTarget_isAMissingReference() {
    Bed bed = Bed.fresh();
    bed.store.remove(Bed.TARGET);

    assertThatThrownBy(bed::observe)
        .isInstanceOfSatisfying(
            PortUnavailable.class, e -> assertThat(e.reason()).isEqualTo(Cause.MISSING_REFERENCE))
        .hasMessage(
            "deployment podinfo.test get query error: deployments.apps \"podinfo\" not found");
  }

  @Test
  void observe_targetWithoutSelectorLabel_saysWhichKeysWouldDo() {
    Bed bed =
        Bed.fresh()
            .edit(
                Bed.TARGET,
                tree -> tree.with(Yaml.read("{color: red}"), "spec", "selector", "matchLabels"));

    assertThatThrownBy(bed::observe)
        .hasMessage(
            "getSelectorLabel failed: deployment podinfo.test spec.selector.matchLabels must"
                + " contain one of [app name app.kubernetes.io/name]");
  }

  @Test
  void observe_primaryAtZero_isNotReady() {
    Bed bed = Bed.fresh().bootstrap();
    ready(bed);
    assertThat(bed.observe().primary().orElseThrow().readiness().isReady()).isTrue();

    bed.edit(Bed.PRIMARY, tree -> tree.with(0, "spec", "replicas"));
    assertThat(bed.observe().primary().orElseThrow().readiness())
        .isEqualTo(
            Readiness.waiting(
                "halt podinfo.test advancement: primary deployment is scaled to zero"));
  }

  @Test
  void observe_unreadyPrimary_isNamed() {
    Bed bed = Bed.fresh().bootstrap();
    ready(bed);
    bed.edit(Bed.PRIMARY, tree -> tree.with(1, "status", "availableReplicas"));

    assertThat(bed.observe().primary().orElseThrow().readiness())
        .isEqualTo(
            Readiness.waiting(
                "podinfo-primary.test not ready: waiting for rollout to finish: 1 of 2"
                    + " (readyThreshold 100%) updated replicas are available"));
  }

  @Test
  void observe_afterPush_primaryIsNotTheTarget() {
    Bed bed = Bed.fresh().bootstrap();
    Revision first = bed.observe().live();
    WorkloadView view = bed.push(NEW).observe();

    assertThat(view.live().same(first)).isFalse();
    assertThat(view.primaryRuns(view.live())).isFalse();
    assertThat(view.primaryRuns(first)).isTrue();
  }

  @Test
  void observe_changedConfig_isAnotherRevisionThatThePrimaryDoesNotRun() {
    Bed bed = Bed.fresh().bootstrap();
    Revision first = bed.observe().live();
    WorkloadView view = bed.edit(Bed.CONFIG, tree -> tree.with("blue", "data", "ui")).observe();

    assertThat(view.live().sameTemplate(first)).isTrue();
    assertThat(view.live().sameConfigs(first)).isFalse();
    assertThat(view.primary().orElseThrow().matchesTarget()).isFalse();
  }

  @Test
  void observe_primaryRestartedByHand_stillRunsTheTarget() {
    Bed bed =
        Bed.fresh()
            .bootstrap()
            .edit(
                Bed.PRIMARY,
                tree ->
                    tree.with(
                            "2026-01-01T00:00:00Z",
                            "spec",
                            "template",
                            "metadata",
                            "annotations",
                            "kubectl.kubernetes.io/restartedAt")
                        .with(
                            "random", "spec", "template", "metadata", "annotations", "flagger-id"));
    WorkloadView view = bed.observe();

    assertThat(view.primary().orElseThrow().id()).isEqualTo("random");
    assertThat(view.primary().orElseThrow().matchesTarget()).isTrue();
  }

  @Test
  void observe_missingConfig_failsWhenIdleAndGoesOnDuringARun() {
    Bed bed = Bed.fresh().bootstrap();
    Revision analysed = bed.observe().live();
    bed.store.remove(Bed.CONFIG);

    assertThatThrownBy(bed::observe)
        .isInstanceOf(PortUnavailable.class)
        .hasMessage(
            "GetConfigRefs failed: configmap podinfo-config.test get query error:"
                + " configmaps \"podinfo-config\" not found");
    bed.canary =
        Bed.base()
            .status(
                CanaryStatus.NEW
                    .with(new RolloutState.Progressing(false))
                    .with(CanaryStatus.NEW.revisions().analysing(analysed)))
            .build();
    assertThat(bed.observe().live().same(analysed)).isTrue();
    assertThat(bed.observe().primary().orElseThrow().matchesTarget()).isFalse();
  }

  @Test
  void observe_deletedCanaryWithoutTarget_hasNothingToWaitFor() {
    Bed bed = Bed.fresh().bootstrap();
    bed.canary = Bed.base().deletedAt(Bed.CLOCK.instant()).build();
    bed.store.remove(Bed.CONFIG);
    assertThat(bed.observe().targetReplicas()).isEqualTo(2);
    bed.store.remove(Bed.TARGET);
    WorkloadView view = bed.observe();

    assertThat(view.target().isReady()).isTrue();
    assertThat(view.targetReplicas()).isPositive();
    assertThat(view.primary().orElseThrow().matchesTarget()).isFalse();
    assertThat(view.versions()).containsOnlyKeys("Deployment podinfo-primary.test");
  }

  /** A primary deleted by hand is not rebuilt from what is under analysis. */
  @Test
  void create_lostPrimary_onlyFromAnApprovedRevision() {
    Bed bed = Bed.fresh().bootstrap();
    Revision promoted = bed.observe().live();
    Revision analysed = bed.push(NEW).observe().live();
    bed.store.remove(Bed.PRIMARY);
    bed.canary = remembering(new RolloutState.Progressing(false), promoted, analysed);

    assertThatThrownBy(() -> bed.workloads().ensure(bed.canary, bed.spec, Part.PRIMARY))
        .isInstanceOfSatisfying(
            PortUnavailable.class, e -> assertThat(e.reason()).isEqualTo(Cause.ABSENT))
        .hasMessageStartingWith(
            "createPrimaryDeployment failed: the primary is gone and deployment podinfo.test is");
    assertThat(bed.store.objects()).doesNotContainKey(Bed.PRIMARY);

    bed.canary = remembering(new RolloutState.Promoting(false), promoted, analysed);
    bed.bootstrap();
    assertThat(bed.observe().primaryRuns(analysed)).isTrue();
  }

  @Test
  void create_lostPrimary_fromThePromotedOrAnUnknownRevision() {
    Bed bed = Bed.fresh().bootstrap();
    Revision live = bed.observe().live();
    for (Revision promoted : ImmutableList.of(live, Revision.ofHash("5f8c7d94b6"))) {
      bed.store.remove(Bed.PRIMARY);
      bed.canary = remembering(new RolloutState.Progressing(false), promoted, live);
      bed.bootstrap();
      assertThat(bed.observe().primaryRuns(live)).isTrue();
    }
  }

  private static Canary remembering(RolloutState state, Revision promoted, Revision analysed) {
    CanaryStatus status = CanaryStatus.NEW.with(state);
    return Bed.base()
        .status(status.with(status.revisions().promoted(promoted).analysing(analysed)))
        .build();
  }

  @Test
  void create_carriesTheIdOfTheRevisionItWasMadeFrom() {
    Bed bed = Bed.fresh();
    Revision live = bed.observe().live();
    bed.workloads().ensure(bed.canary, bed.spec, Part.PRIMARY);

    assertThat(bed.observe().primary().orElseThrow().id()).isEqualTo(live.id());
  }

  @Test
  void create_targetAtZero_givesThePrimaryOneReplica() {
    Bed bed = Bed.fresh().edit(Bed.TARGET, tree -> tree.with(0, "spec", "replicas")).bootstrap();
    assertThat(bed.tree(Bed.PRIMARY).whole("spec", "replicas")).hasValue(1);
  }

  @Test
  void create_existingPrimary_isLeftAsItIs() {
    Bed bed = Bed.fresh().bootstrap().push(NEW);
    Tree before = bed.tree(Bed.PRIMARY);

    assertThat(bed.writes(bed::bootstrap)).isZero();
    assertThat(bed.tree(Bed.PRIMARY)).isEqualTo(before);
  }

  @Test
  void create_missingConfig_saysWhatFailed() {
    Bed bed = Bed.fresh();
    bed.store.remove(Bed.CONFIG);

    assertThatThrownBy(() -> bed.workloads().ensure(bed.canary, bed.spec, Part.PRIMARY))
        .hasMessage(
            "createPrimaryDeployment failed: GetConfigRefs failed: configmap podinfo-config.test"
                + " get query error: configmaps \"podinfo-config\" not found");
    assertThat(bed.store.objects()).doesNotContainKey(Bed.PRIMARY);
  }

  @Test
  void promote_targetThatMovedOn_isAConflictAndWritesNothing() {
    Bed bed = Bed.fresh().bootstrap();
    WorkloadView seen = bed.push(NEW).observe();
    bed.push("ghcr.io/stefanprodan/podinfo:6.0.2");

    assertThat(
            bed.writes(
                () ->
                    assertThatThrownBy(
                            () ->
                                bed.workloads()
                                    .syncPrimary(bed.canary, bed.spec, seen, seen.live()))
                        .isInstanceOf(Conflict.class)
                        .hasMessageStartingWith(
                            "updating deployment podinfo-primary.test template spec failed:"
                                + " deployment podinfo.test is at c1:")))
        .isZero();
  }

  @Test
  void promote_configThatMovedOn_isAConflictAndLeavesTheCopy() {
    Bed bed = Bed.fresh().bootstrap();
    WorkloadView seen = bed.push(NEW).observe();
    Tree copy = bed.tree(Bed.COPY);
    bed.edit(Bed.CONFIG, tree -> tree.with("blue", "data", "ui"));

    assertThatThrownBy(() -> bed.workloads().syncPrimary(bed.canary, bed.spec, seen, seen.live()))
        .isInstanceOf(Conflict.class);
    assertThat(bed.tree(Bed.COPY)).isEqualTo(copy);
  }

  @Test
  void promote_primaryThatMovedOn_isAConflict() {
    Bed bed = Bed.fresh().bootstrap();
    WorkloadView seen = bed.push(NEW).observe();
    bed.edit(Bed.PRIMARY, tree -> tree.with(5, "spec", "replicas"));

    assertThatThrownBy(() -> bed.workloads().syncPrimary(bed.canary, bed.spec, seen, seen.live()))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("deployment podinfo-primary.test changed from");
  }

  @Test
  void promote_primaryWhoseStatusMoved_isNoConflict() {
    Bed bed = Bed.fresh().bootstrap();
    WorkloadView seen = bed.push(NEW).observe();
    bed.edit(Bed.PRIMARY, tree -> tree.with(1, "status", "availableReplicas"));
    bed.workloads().syncPrimary(bed.canary, bed.spec, seen, seen.live());

    assertThat(bed.observe().primaryRuns(seen.live())).isTrue();
  }

  @Test
  void promote_primaryThatIsGone_isAbsent() {
    Bed bed = Bed.fresh().bootstrap();
    WorkloadView seen = bed.observe();
    bed.store.remove(Bed.PRIMARY);

    assertThatThrownBy(() -> bed.workloads().syncPrimary(bed.canary, bed.spec, seen, seen.live()))
        .isInstanceOfSatisfying(
            PortUnavailable.class, e -> assertThat(e.reason()).isEqualTo(Cause.ABSENT))
        .hasMessage(
            "updating deployment podinfo-primary.test template spec failed: deployment"
                + " podinfo-primary.test get query error: deployments.apps \"podinfo-primary\" not"
                + " found");
  }

  @Test
  void promote_primaryOfSomebodyElse_isRefused() {
    Bed bed = Bed.fresh().bootstrap();
    bed.edit(Bed.PRIMARY, tree -> tree.with("other", "metadata", "ownerReferences", "0", "name"));
    WorkloadView seen = bed.push(NEW).observe();

    assertThatThrownBy(() -> bed.workloads().syncPrimary(bed.canary, bed.spec, seen, seen.live()))
        .hasMessageContaining("deployment podinfo-primary.test is controlled by Canary other");
  }

  @Test
  void promote_copiesReplicasOnlyWithoutAutoscalerAndNeverZero() {
    record Row(Bed bed, long target, long primary) {}
    for (Row row :
        ImmutableList.of(
            new Row(Bed.unscaled(), 5, 5),
            new Row(Bed.unscaled(), 0, 2),
            new Row(Bed.fresh(), 5, 2))) {
      row.bed.bootstrap().push(NEW);
      row.bed.edit(Bed.TARGET, tree -> tree.with(row.target, "spec", "replicas"));
      row.bed.promote();
      assertThat(row.bed.tree(Bed.PRIMARY).whole("spec", "replicas")).hasValue(row.primary);
    }
  }

  @Test
  void promote_keepsWhatIsNotOurs() {
    Bed bed =
        Bed.fresh()
            .bootstrap()
            .edit(
                Bed.PRIMARY,
                tree ->
                    tree.with(Tree.of(true), "spec", "paused")
                        .with(Yaml.read("[keep]"), "metadata", "finalizers")
                        .with("x", "spec", "template", "metadata", "name")
                        .with("7", "metadata", "annotations", "deployment.kubernetes.io/revision"));
    bed.push(NEW).edit(Bed.TARGET, tree -> tree.without("spec", "minReadySeconds")).promote();

    Tree primary = bed.tree(Bed.PRIMARY);
    assertThat(primary.isTrue("spec", "paused")).isTrue();
    assertThat(primary.strings("metadata", "finalizers")).containsExactly("keep");
    assertThat(primary.text("spec", "template", "metadata", "name")).hasValue("x");
    assertThat(primary.texts("metadata", "annotations"))
        .isEqualTo(ImmutableMap.of("deployment.kubernetes.io/revision", "7"));
    assertThat(primary.at("spec", "minReadySeconds")).isEmpty();
  }

  @Test
  void promote_ofANewConfig_rollsThePods() {
    Bed bed = Bed.fresh().bootstrap();
    String before = bed.observe().primary().orElseThrow().id();
    bed.edit(Bed.CONFIG, tree -> tree.with("blue", "data", "ui")).promote();

    assertThat(bed.tree(Bed.COPY).text("data", "ui")).hasValue("blue");
    assertThat(bed.observe().primary().orElseThrow().id()).isNotEqualTo(before);
  }

  @Test
  void includedPrefixes_reachThePrimary() {
    Bed bed = Bed.fresh();
    bed.settings = WorkloadSettings.parse("app, name", "team, docs", true);
    bed.bootstrap().push(NEW).promote();

    assertThat(bed.tree(Bed.PRIMARY).texts("metadata", "labels"))
        .isEqualTo(ImmutableMap.of("app", "podinfo-primary", "team", "web"));
    assertThat(bed.tree(Bed.PRIMARY).texts("metadata", "annotations"))
        .containsEntry("docs.example.com/owner", "web-team");
  }

  /** Lets the controller of the cluster finish both Deployments. */
  private static void ready(Bed bed) {
    for (var key : ImmutableList.of(Bed.TARGET, Bed.PRIMARY)) {
      bed.edit(
          key,
          tree ->
              tree.with(
                  Yaml.read(
                      "{observedGeneration: 99, replicas: 2, updatedReplicas: 2,"
                          + " availableReplicas: 2}"),
                  "status"));
    }
  }
}
