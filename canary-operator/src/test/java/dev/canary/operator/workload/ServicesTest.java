package dev.canary.operator.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import dev.canary.core.model.Part;
import dev.canary.core.port.Conflict;
import dev.canary.core.port.PortUnavailable;
import dev.canary.core.port.SpecError;
import dev.canary.core.store.ObjectKey;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.fake.Serving;
import dev.canary.testkit.fixture.CanaryBuilder;
import dev.canary.testkit.fixture.Golden;
import dev.canary.testkit.fixture.Yaml;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Creating, repairing, taking over and giving back services (workload chapter, section 10). */
class ServicesTest {

  private static final ObjectKey CANARY = Bed.key(Types.SERVICE, "podinfo-canary");
  private static final Tree USERS =
      Yaml.resource(ServicesTest.class, "takeover.in.yaml").getFirst();

  @Test
  void usersApex_isTakenOverAsTheChapterShows() {
    Bed bed = takenOver(USERS);
    Tree taken = bed.tree(Bed.APEX);

    assertThat(taken.text("metadata", "annotations", Takeover.ORIGINAL))
        .hasValueSatisfying(memory -> assertThat(memory).contains("\"env\":\"prod\"", "31001"));
    Golden.check(
        ServicesTest.class,
        "takeover.out.yaml",
        Bed.manifest(taken).without("metadata", "annotations", Takeover.ORIGINAL));
    assertThat(bed.writes(() -> ensure(bed, Part.APEX))).isZero();
  }

  @Test
  void usersApex_isGivenBackAsItWas() {
    Bed bed = takenOver(USERS);
    release(bed);

    assertThat(Bed.manifest(bed.tree(Bed.APEX))).isEqualTo(inNamespace(USERS));
    assertThat(bed.writes(() -> release(bed))).isZero();
  }

  @Test
  void usersApex_appliedAnewWhileTakenOver_isGivenBackAsAppliedLast() {
    Bed bed = takenOver(USERS);
    bed.edit(
        Bed.APEX,
        tree ->
            tree.with(Yaml.read("{app: podinfo, env: next}"), "spec", "selector")
                .with("d", "metadata", "annotations", "c"));
    ensure(bed, Part.APEX);
    bed.spec = Bed.base().service(any -> Yaml.read("{port: 80, targetPort: grpc}")).spec();
    ensure(bed, Part.APEX);
    release(bed);

    assertThat(bed.tree(Bed.APEX).texts("spec", "selector"))
        .isEqualTo(ImmutableMap.of("app", "podinfo", "env", "next"));
    assertThat(bed.tree(Bed.APEX).items("spec", "ports").getFirst().text("targetPort"))
        .hasValue("http");
    assertThat(bed.tree(Bed.APEX).texts("metadata", "annotations"))
        .isEqualTo(ImmutableMap.of("a", "b", "c", "d"));
  }

  @Test
  void usersApex_takenOverByTheReference_getsItsAppliedSelectorBack() {
    Bed bed = takenOver(USERS);
    bed.edit(
        Bed.APEX,
        tree ->
            tree.without("metadata", "annotations", Takeover.ORIGINAL)
                .with(
                    "{\"spec\":{\"selector\":{\"app\":\"podinfo\",\"env\":\"prod\"}}}",
                    "metadata",
                    "annotations",
                    "kubectl.kubernetes.io/last-applied-configuration"));
    release(bed);

    assertThat(bed.tree(Bed.APEX).texts("spec", "selector"))
        .isEqualTo(ImmutableMap.of("app", "podinfo", "env", "prod"));
  }

  @Test
  void usersApex_withoutAnyMemory_selectsTheTarget() {
    Bed bed = takenOver(USERS);
    bed.edit(Bed.APEX, tree -> tree.without("metadata", "annotations"));
    release(bed);

    assertThat(bed.tree(Bed.APEX).texts("spec", "selector"))
        .isEqualTo(ImmutableMap.of("app", "podinfo"));
  }

  @Test
  void usersApex_withUnreadableMemory_isLeftAsItIs() {
    Bed bed = takenOver(USERS);
    bed.edit(Bed.APEX, tree -> tree.with("no", "metadata", "annotations", Takeover.ORIGINAL));

    assertThatThrownBy(() -> release(bed))
        .isInstanceOf(PortUnavailable.class)
        .hasMessageStartingWith("service podinfo.test cannot be restored");

    bed.edit(Bed.APEX, tree -> tree.with("again", "spec", "selector", "app"));
    ensure(bed, Part.APEX);
    release(bed);
    assertThat(bed.tree(Bed.APEX).text("spec", "selector", "app")).hasValue("again");
  }

  @Test
  void usersApex_thatSelectsSomethingElseByNow_isNotTouchedOnRelease() {
    Bed bed = takenOver(USERS);
    bed.edit(Bed.APEX, tree -> tree.with("elsewhere", "spec", "selector", "app"));
    assertThat(bed.writes(() -> release(bed))).isZero();
  }

  @Test
  void usersApex_inForce_needsNoAnnotationsOfOurs() {
    Bed bed = takenOver(USERS);
    bed.edit(Bed.APEX, tree -> tree.without("metadata", "annotations"));
    assertThat(bed.writes(() -> ensure(bed, Part.APEX))).isZero();
  }

  @Test
  void ownApex_isNotReleased() {
    Bed bed = Bed.fresh().bootstrap();
    assertThat(bed.writes(() -> release(bed))).isZero();
  }

  @Test
  void apexThatIsGone_isReleased() {
    Bed bed = Bed.fresh();
    assertThat(bed.writes(() -> release(bed))).isZero();
  }

  @Test
  void apexWhoseTargetIsGone_isLeftAsItIs() {
    Bed bed = takenOver(USERS);
    bed.store.remove(Bed.TARGET);
    assertThat(bed.writes(() -> release(bed))).isZero();
  }

  @Test
  void drift_isRepaired() {
    Bed bed = Bed.defaulting().bootstrap();
    Tree before = bed.tree(CANARY);
    bed.edit(
        CANARY,
        tree ->
            tree.with("wrong", "spec", "selector", "app")
                .with(1, "spec", "ports", "0", "targetPort")
                .with("foreign", "metadata", "labels", "foreign")
                .without("metadata", "annotations"));
    ensure(bed, Part.SERVICES);

    assertThat(bed.tree(CANARY).without("metadata", "generation"))
        .isEqualTo(before.without("metadata", "generation"));
  }

  @Test
  void unmanagedMetadata_keepsTheLiveValueOverTheWanted() {
    CanaryBuilder builder =
        Bed.base()
            .service(
                any ->
                    Yaml.read(
                        """
                        port: 80
                        canary: {annotations: {kept: wanted, other: wanted}}
                        unmanagedMetadata: {annotations: [kept, neg], labels: [tier]}
                        """));
    Bed bed = Bed.with(builder).bootstrap();
    bed.edit(
        CANARY,
        tree ->
            tree.with(
                    Tree.texts(Map.of("kept", "live", "other", "live", "neg", "1", "gone", "1")),
                    "metadata",
                    "annotations")
                .with("x", "metadata", "labels", "tier"));
    ensure(bed, Part.SERVICES);

    assertThat(bed.tree(CANARY).texts("metadata", "annotations"))
        .isEqualTo(
            ImmutableMap.<String, String>builder()
                .put("kept", "live")
                .put("other", "wanted")
                .put("neg", "1")
                .putAll(Metadata.FLUX)
                .build());
    assertThat(bed.tree(CANARY).texts("metadata", "labels"))
        .isEqualTo(ImmutableMap.of("tier", "x", "app", "podinfo-canary"));
  }

  @Test
  void headless_hasNoClusterIp() {
    Bed bed =
        Bed.with(Bed.base().service(tree -> tree.with(Tree.of(true), "headless"))).bootstrap();
    assertThat(bed.tree(CANARY).text("spec", "clusterIP")).hasValue("None");
  }

  @Test
  void laterTrafficDistribution_reachesOwnServicesAlone() {
    Bed bed = takenOver(USERS);
    ensure(bed, Part.SERVICES);
    CanaryBuilder changed =
        Bed.base()
            .service(
                any ->
                    Yaml.read("{port: 80, targetPort: http, trafficDistribution: PreferSameZone}"));
    bed.spec = changed.spec();
    ensure(bed, Part.SERVICES);
    ensure(bed, Part.APEX);

    assertThat(bed.tree(CANARY).text("spec", "trafficDistribution")).hasValue("PreferSameZone");
    assertThat(bed.tree(Bed.APEX).text("spec", "trafficDistribution")).isEmpty();
  }

  @Test
  void namedService_namesAllThree() {
    Bed bed = Bed.with(Bed.base().service(tree -> tree.with("shop", "name"))).bootstrap();
    assertThat(bed.store.objects())
        .containsKey(Bed.key(Types.SERVICE, "shop"))
        .containsKey(Bed.key(Types.SERVICE, "shop-primary"))
        .containsKey(Bed.key(Types.SERVICE, "shop-canary"))
        .doesNotContainKey(Bed.APEX);
  }

  @Test
  void failures_sayWhichServiceAndStayOfTheirKind() {
    Bed bed = Bed.fresh();
    bed.store.serve(Types.SERVICE, Serving.FORBIDDEN);
    assertThatThrownBy(() -> ensure(bed, Part.APEX))
        .isInstanceOf(PortUnavailable.class)
        .hasMessageStartingWith("reconcileService failed: service podinfo.test get query error: ");
  }

  @Test
  void serviceChangedMeanwhile_isAConflict() {
    Bed bed = Bed.fresh().bootstrap();
    bed.store.freezeReads();
    bed.edit(Bed.APEX, tree -> tree.with("x", "metadata", "labels", "x"));
    bed.spec = Bed.base().service(any -> Yaml.read("{port: 81}")).spec();

    assertThatThrownBy(() -> ensure(bed, Part.APEX))
        .isInstanceOf(Conflict.class)
        .hasMessageStartingWith("reconcileService failed: service podinfo.test update error: ");
  }

  @Test
  void partsOfOthers_areABug() {
    Bed bed = Bed.fresh();
    assertThatThrownBy(() -> ensure(bed, Part.ROUTES)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> bed.workloads().release(bed.canary, bed.spec, Part.FINALIZER))
        .isInstanceOf(IllegalArgumentException.class)
        .isNotInstanceOf(SpecError.class);
  }

  private static Bed takenOver(Tree users) {
    Bed bed =
        Bed.with(
            Bed.base()
                .service(
                    any ->
                        Yaml.read(
                            """
                            port: 80
                            targetPort: http
                            trafficDistribution: PreferClose
                            apex: {labels: {not: applied}}
                            """)));
    bed.store.create(Bed.APEX, users);
    ensure(bed, Part.APEX);
    return bed;
  }

  private static Tree inNamespace(Tree tree) {
    return tree.with("test", "metadata", "namespace");
  }

  private static void ensure(Bed bed, Part part) {
    bed.workloads().ensure(bed.canary, bed.spec, part);
  }

  private static void release(Bed bed) {
    bed.workloads().release(bed.canary, bed.spec, Part.APEX);
  }
}
