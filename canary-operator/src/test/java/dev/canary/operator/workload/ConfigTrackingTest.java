package dev.canary.operator.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import dev.canary.core.model.Canary;
import dev.canary.core.model.CanaryStatus;
import dev.canary.core.model.Part;
import dev.canary.core.model.Revision;
import dev.canary.core.model.WorkloadView;
import dev.canary.core.port.PortUnavailable;
import dev.canary.core.port.PortUnavailable.Cause;
import dev.canary.core.store.ObjectKey;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.fake.Serving;
import dev.canary.testkit.fixture.Canaries;
import dev.canary.testkit.fixture.Yaml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ConfigMaps and Secrets as part of a revision, and their copies (workload chapter, section 8). */
class ConfigTrackingTest {

  private static final ObjectKey SECRET = Bed.key(Types.SECRET, "tls");
  private static final ObjectKey SECRET_COPY = Bed.key(Types.SECRET, "tls-primary");
  private static final ObjectKey OPTIONAL = Bed.key(Types.CONFIG_MAP, "extra");

  @ParameterizedTest
  @CsvSource({
    "Opaque, true",
    "kubernetes.io/basic-auth, true",
    "kubernetes.io/ssh-auth, true",
    "kubernetes.io/tls, true",
    "kubernetes.io/dockerconfigjson, false",
    "helm.sh/release.v1, false",
  })
  void secrets_areTrackedByType(String type, boolean tracked) {
    Bed bed = withSecret(type);
    assertThat(configs(bed).containsKey("secret/tls")).isEqualTo(tracked);
    bed.bootstrap();

    assertThat(bed.store.objects().containsKey(SECRET_COPY)).isEqualTo(tracked);
    assertThat(bed.tree(Bed.PRIMARY).text(SECRET_NAME)).hasValue(tracked ? "tls-primary" : "tls");
  }

  @Test
  void secretCopy_hasTypeAndData() {
    Bed bed = withSecret("kubernetes.io/tls").bootstrap();
    assertThat(configs(bed)).containsEntry("secret/tls", "6010bdf95cfd9d10");
    assertThat(bed.tree(SECRET_COPY).text("type")).hasValue("kubernetes.io/tls");
    assertThat(bed.tree(SECRET_COPY).text("data", "token")).hasValue("czNjcjN0");
  }

  @Test
  void changedTypeOfASecret_recreatesTheCopy() {
    Bed bed = withSecret("Opaque").bootstrap();
    String before = bed.store.stored(SECRET_COPY).uid();
    bed.store.remove(SECRET);
    bed.store.create(SECRET, secret("kubernetes.io/tls"));
    bed.promote();

    assertThat(bed.store.stored(SECRET_COPY).uid()).isNotEqualTo(before);
    assertThat(bed.tree(SECRET_COPY).text("type")).hasValue("kubernetes.io/tls");
    assertThat(bed.tree(SECRET_COPY).items("metadata", "ownerReferences"))
        .containsExactly(bed.canary.owner());
  }

  @Test
  void immutableCopy_isRecreatedWhenItsSourceDiffers() {
    Bed bed = Bed.fresh().bootstrap();
    String before = bed.store.stored(Bed.COPY).uid();
    bed.edit(Bed.COPY, tree -> tree.with(Tree.of(true), "immutable"));
    bed.promote();
    assertThat(bed.store.stored(Bed.COPY).uid()).isEqualTo(before);

    bed.edit(Bed.CONFIG, tree -> tree.with("blue", "data", "ui")).promote();
    assertThat(bed.store.stored(Bed.COPY).uid()).isNotEqualTo(before);
    assertThat(bed.tree(Bed.COPY).text("data", "ui")).hasValue("blue");
  }

  @ParameterizedTest
  @CsvSource({
    "disable, false",
    "disabled, false",
    "disable-it, false",
    "enabled, true",
    "'', true"
  })
  void optOut_isByPrefix(String value, boolean tracked) {
    Bed bed =
        Bed.fresh()
            .edit(
                Bed.CONFIG,
                tree -> tree.with(value, "metadata", "annotations", "flagger.app/config-tracking"));
    assertThat(configs(bed).containsKey("configmap/podinfo-config")).isEqualTo(tracked);
  }

  @Test
  void optionalConfig_countsOnceItIsThere() {
    Bed bed = withOptional();
    assertThat(configs(bed)).doesNotContainKey("configmap/extra");
    bed.store.create(OPTIONAL, Trees.object(OPTIONAL).with("red", "data", "color"));

    assertThat(configs(bed)).containsEntry("configmap/extra", "241889ca0604e333");
  }

  @Test
  void optionalConfigThatCannotBeRead_isNotAbsent() {
    Bed bed = withOptional();
    bed.store.serve(Types.CONFIG_MAP, Serving.STALE);

    assertThatThrownBy(bed::observe)
        .isInstanceOfSatisfying(
            PortUnavailable.class, e -> assertThat(e.reason()).isEqualTo(Cause.STALE))
        .hasMessageStartingWith("GetConfigRefs failed: configmap ");
  }

  @Test
  void trackingOff_neitherReadsNorCopiesNorRenames() {
    Bed bed = Bed.fresh();
    bed.settings = WorkloadSettings.parse("app", "", false);
    bed.store.remove(Bed.CONFIG);
    bed.bootstrap();

    assertThat(bed.observe().live().configs()).isEmpty();
    assertThat(bed.store.objects()).doesNotContainKey(Bed.COPY);
    assertThat(bed.tree(Bed.PRIMARY).toString()).doesNotContain("podinfo-config-primary");
    assertThat(bed.observe().primary().orElseThrow().matchesTarget()).isTrue();
  }

  @Test
  void noConfigs_isAnEmptyMapAndNotAbsent() {
    Bed bed =
        Bed.fresh()
            .edit(
                Bed.TARGET,
                tree ->
                    tree.with(
                        Yaml.read("{containers: [{name: a, image: b}]}"),
                        "spec",
                        "template",
                        "spec"));
    assertThat(bed.observe().live().configs()).hasValue(ImmutableMap.of());
  }

  @Test
  void copies_areWrittenBeforeThePrimary() {
    Bed bed = Bed.fresh().bootstrap();
    var history = bed.store.history();
    int sinceBootstrap = history.size();
    bed.push("a:2").edit(Bed.CONFIG, tree -> tree.with("blue", "data", "ui")).promote();

    assertThat(bed.store.history().subList(sinceBootstrap + 2, bed.store.history().size()))
        .extracting(change -> change.key())
        .containsExactly(Bed.COPY, Bed.PRIMARY);
  }

  @Test
  void copyOfAnotherCanary_isSharedAndStaysItsOwn() {
    Bed bed = Bed.fresh().bootstrap();
    Canary other = Canaries.aCanary().named("test", "other").build();
    bed.edit(Bed.COPY, tree -> tree.with(Tree.array(other.owner()), "metadata", "ownerReferences"));
    bed.edit(Bed.CONFIG, tree -> tree.with("blue", "data", "ui")).promote();

    assertThat(bed.tree(Bed.COPY).text("data", "ui")).hasValue("blue");
    assertThat(bed.tree(Bed.COPY).items("metadata", "ownerReferences"))
        .containsExactly(other.owner(), bed.canary.owner().with(Tree.of(false), "controller"));
    assertThat(bed.writes(bed::promote)).isZero();
  }

  @Test
  void usersOwnObjectUnderTheNameOfACopy_isNotOverwritten() {
    Bed bed = Bed.fresh();
    bed.store.create(Bed.COPY, Trees.object(Bed.COPY).with("mine", "data", "mine"));

    assertThatThrownBy(() -> bed.workloads().ensure(bed.canary, bed.spec, Part.PRIMARY))
        .isInstanceOf(PortUnavailable.class)
        .hasMessage(
            "createPrimaryDeployment failed: updating configmap podinfo-config-primary.test failed:"
                + " it exists, differs from its source and no Canary owns it; rename or delete it");
    assertThat(bed.tree(Bed.COPY).texts("data")).isEqualTo(ImmutableMap.of("mine", "mine"));
  }

  @Test
  void binaryData_isCopiedAndCompared() {
    Bed bed =
        Bed.fresh().edit(Bed.CONFIG, tree -> tree.with("AAEC", "binaryData", "logo")).bootstrap();
    assertThat(bed.tree(Bed.COPY).text("binaryData", "logo")).hasValue("AAEC");

    bed.edit(Bed.COPY, tree -> tree.without("binaryData"));
    assertThat(bed.observe().primary().orElseThrow().matchesTarget()).isFalse();
  }

  /** The reference copies no binary data; what it left must not start a rollout. */
  @Test
  void copyOfTheReference_matchesWhileItsRevisionIsRecorded() {
    Bed bed =
        Bed.fresh().edit(Bed.CONFIG, tree -> tree.with("AAEC", "binaryData", "logo")).bootstrap();
    bed.edit(Bed.COPY, tree -> tree.without("binaryData"));
    bed.canary =
        Bed.base()
            .status(
                CanaryStatus.NEW.with(
                    CanaryStatus.NEW.revisions().seen(Revision.ofHash("5f8c7d94b6"))))
            .build();

    assertThat(bed.observe().primary().orElseThrow().matchesTarget()).isTrue();
  }

  @Test
  void annotationsOfACopy_areWiped() {
    Bed bed = Bed.fresh().bootstrap();
    bed.edit(Bed.COPY, tree -> tree.with("b", "metadata", "annotations", "a"));
    bed.promote();
    assertThat(bed.tree(Bed.COPY).at("metadata", "annotations")).isEmpty();
  }

  @Test
  void labelsOfACopy_followTheSourceByPrefix() {
    Bed bed = Bed.fresh();
    bed.settings = WorkloadSettings.parse("app", "*", true);
    bed.bootstrap();
    assertThat(bed.tree(Bed.COPY).texts("metadata", "labels"))
        .isEqualTo(ImmutableMap.of("app", "podinfo"));
  }

  private static final String[] SECRET_NAME = {
    "spec", "template", "spec", "volumes", "0", "secret", "secretName"
  };

  private static Bed withSecret(String type) {
    Bed bed = Bed.fresh();
    bed.store.create(SECRET, secret(type));
    return bed.edit(
        Bed.TARGET,
        tree ->
            tree.with(
                Yaml.read("{volumes: [{name: tls, secret: {secretName: tls}}], containers: []}"),
                "spec",
                "template",
                "spec"));
  }

  private static Bed withOptional() {
    return Bed.fresh()
        .edit(
            Bed.TARGET,
            tree ->
                tree.with(
                    Yaml.read("[{configMapRef: {name: extra, optional: true}}]"),
                    "spec",
                    "template",
                    "spec",
                    "containers",
                    "0",
                    "envFrom"));
  }

  private static Tree secret(String type) {
    return Trees.object(SECRET).with(type, "type").with("czNjcjN0", "data", "token");
  }

  private static ImmutableMap<String, String> configs(Bed bed) {
    WorkloadView view = bed.observe();
    return view.live().configs().orElseThrow();
  }
}
