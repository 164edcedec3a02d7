package dev.canary.operator.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.canary.core.model.AffinitySpec;
import dev.canary.core.model.Analysis;
import dev.canary.core.model.CanarySpec;
import dev.canary.core.model.Hook;
import dev.canary.core.model.Intake;
import dev.canary.core.model.Ladder;
import dev.canary.core.model.MetricCheck;
import dev.canary.core.model.ObjectRef;
import dev.canary.core.model.Range;
import dev.canary.core.model.SpecProblem;
import dev.canary.core.model.Strategy;
import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecReaderTest {

  private static final Providers PROVIDERS =
      new Providers(
          ImmutableSet.of("istio", "skipper", "kubernetes"),
          ImmutableSet.of("smi:v1alpha1:"),
          Providers.PLUGGABLE);
  private static final String LEAST =
      """
      metadata: {name: podinfo, namespace: test}
      spec:
        targetRef: {apiVersion: apps/v1, kind: Deployment, name: podinfo}
        service: {port: 9898}
        analysis: {interval: 30s, threshold: 5, stepWeight: 10}
      """;

  private final SpecReader reader =
      new SpecReader(new SpecDefaults("istio", PROVIDERS, /* crossNamespace= */ true));

  @Test
  void leastSpecification_hasEveryDefault() {
    Tree canary = Yaml.of(LEAST);

    assertThat(accepted(canary))
        .isEqualTo(
            new CanarySpec(
                "istio",
                new ObjectRef("apps/v1", "Deployment", "podinfo"),
                Optional.empty(),
                "podinfo",
                Duration.ofSeconds(600),
                false,
                false,
                false,
                new Analysis(
                    Duration.ofSeconds(30),
                    5,
                    new Strategy.Progressive(Ladder.by(10, 100), false),
                    0,
                    100,
                    100,
                    ImmutableList.of(),
                    ImmutableList.of(),
                    Optional.empty(),
                    Optional.empty(),
                    canary.at("spec", "analysis").orElseThrow()),
                canary.at("spec").orElseThrow()));
  }

  @Test
  void everythingGiven_isRead() {
    CanarySpec spec = accepted(Yaml.of(Yaml.resource("full.yaml")));

    assertThat(spec.provider()).isEqualTo("skipper");
    assertThat(spec.scaler()).contains(new ObjectRef("autoscaling/v2", "ScaledObject", "shop"));
    assertThat(spec.apex()).isEqualTo("shop-svc");
    assertThat(spec.progressDeadline()).isEqualTo(Duration.ofSeconds(60));
    assertThat(spec.revertOnDeletion()).isTrue();
    assertThat(spec.suspend()).isTrue();
    Analysis analysis = spec.analysis();
    assertThat(analysis.strategy())
        .isEqualTo(
            new Strategy.Progressive(new Ladder(0, ImmutableList.of(1, 10, 120), 100), true));
    assertThat(analysis.primaryReady()).isZero();
    assertThat(analysis.canaryReady()).isEqualTo(50);
    assertThat(analysis.stepWeightPromotion()).isEqualTo(20);
    assertThat(analysis.gateTimeout()).contains(Duration.ofHours(1));
    assertThat(analysis.affinity())
        .contains(
            new AffinitySpec(
                "ck",
                Optional.of("pk"),
                Duration.ofDays(1),
                Duration.ofSeconds(90),
                ImmutableList.of(
                    "Domain=example.com",
                    "HttpOnly",
                    "Partitioned",
                    "Path=/shop",
                    "SameSite=Lax",
                    "Secure")));
    assertThat(analysis.metrics())
        .containsExactly(
            MetricCheck.builtin(MetricCheck.SUCCESS_RATE, Range.atLeast(99)),
            new MetricCheck(
                "latency",
                "30s",
                Optional.empty(),
                0.5,
                Optional.empty(),
                Optional.of(new MetricCheck.TemplateRef("latency", "prod")),
                ImmutableMap.of("route", "a")));
    assertThat(analysis.hooks())
        .containsExactly(
            new Hook(
                "gate",
                Hook.Type.CONFIRM_ROLLOUT,
                "http://tester.test/gate",
                Duration.ofSeconds(10),
                0,
                false,
                true,
                ImmutableMap.of()),
            new Hook(
                "load",
                Hook.Type.ROLLOUT,
                "https://tester.test/",
                Duration.ofSeconds(75),
                3,
                true,
                false,
                ImmutableMap.of("cmd", "hey")));
  }

  @Test
  void everyFieldWrong_givesEveryProblem() {
    SpecReader strict =
        new SpecReader(new SpecDefaults("istio", PROVIDERS, /* crossNamespace= */ false));

    assertThat(lines(strict.read(Yaml.of(Yaml.resource("all-wrong.yaml")))))
        .isEqualTo(Yaml.resource("all-wrong.txt"));
  }

  @Test
  void everyFieldOfAnotherKind_givesEveryProblem() {
    assertThat(lines(reader.read(Yaml.of(Yaml.resource("all-mistyped.yaml")))))
        .isEqualTo(Yaml.resource("all-mistyped.txt"));
  }

  @ParameterizedTest
  @CsvSource({
    "30s,30",
    "1m30s,90",
    "5s,10",
    "0s,10",
    "500ms,10",
    "1min,60",
    "1m 30s,60",
    "'',60",
    "1h,3600",
    "-1m,10"
  })
  void interval_isAtLeastTenSecondsAndElseAMinute(String text, long seconds) {
    Tree canary = Yaml.of(LEAST).with(text, "spec", "analysis", "interval");

    assertThat(accepted(canary).analysis().interval()).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{iterations: 3} | BlueGreen[iterations=3, mirror=false]",
        "{iterations: 3, mirror: true} | BlueGreen[iterations=3, mirror=true]",
        "{iterations: 3, match: []} | BlueGreen[iterations=3, mirror=false]",
        "{iterations: 3, match: [{headers: {}}]} | AbTest[iterations=3]",
        "{iterations: 3, stepWeight: 10} | BlueGreen[iterations=3, mirror=false]",
        "{iterations: 0, stepWeight: 5} |"
            + " Progressive[ladder=Ladder[stepWeight=5, stepWeights=[], maxWeight=100],"
            + " mirror=false]",
        "{stepWeight: 5, match: [{headers: {}}]} |"
            + " Progressive[ladder=Ladder[stepWeight=5, stepWeights=[], maxWeight=100],"
            + " mirror=false]",
        "{stepWeight: 5.0, maxWeight: 150} |"
            + " Progressive[ladder=Ladder[stepWeight=5, stepWeights=[], maxWeight=100],"
            + " mirror=false]",
        "{stepWeight: 5, stepWeights: [50, 20]} |"
            + " Progressive[ladder=Ladder[stepWeight=5, stepWeights=[50, 20], maxWeight=100],"
            + " mirror=false]"
      })
  void strategy_followsFromTheAnalysis(String analysis, String strategy) {
    Tree canary = Yaml.of(LEAST).with(Yaml.of(analysis), "spec", "analysis");

    assertThat(accepted(canary).analysis().strategy()).hasToString(strategy);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{stepWeight: 0} | spec.analysis.stepWeight",
        "{stepWeight: -1} | spec.analysis.stepWeight",
        "{iterations: 0} | spec.analysis.iterations",
        "{stepWeights: []} | spec.analysis.stepWeights",
        "{interval: 1m} | spec.analysis",
        "{stepWeights: [0, 10]} | spec.analysis.stepWeights[0]",
        "{stepWeights: [10, 10, 50]} | spec.analysis.stepWeights[1]",
        "{stepWeights: [50, 20, 80]} | spec.analysis.stepWeights[1]"
      })
  void analysisWithoutEnd_isRefused(String analysis, String field) {
    Tree canary = Yaml.of(LEAST).with(Yaml.of(analysis), "spec", "analysis");

    assertThat(problems(canary)).extracting(SpecProblem::field).containsExactly(field);
    assertThat(problems(canary).getFirst().message()).contains("never ends");
    assertThat(reader.read(canary.with(Tree.of(true), "spec", "skipAnalysis")))
        .isInstanceOf(Intake.Accepted.class);
    assertThat(reader.read(canary.with("kubernetes", "spec", "provider")))
        .isInstanceOf(Intake.Accepted.class);
  }

  @Test
  void clampedValues_areNoted() {
    Tree canary =
        Yaml.of(LEAST)
            .with(150, "spec", "analysis", "maxWeight")
            .with("5s", "spec", "analysis", "interval")
            .with(-3, "spec", "analysis", "primaryReadyThreshold")
            .with(300, "spec", "analysis", "canaryReadyThreshold");

    assertThat(((Intake.Accepted) reader.read(canary)).notes())
        .containsExactlyInAnyOrder(
            "spec.analysis.maxWeight: is 150; 100 is used",
            "spec.analysis.interval: is \"5s\", less than 10s, so 10s is used",
            "spec.analysis.primaryReadyThreshold: is -3; 0 is used",
            "spec.analysis.canaryReadyThreshold: is 300; 100 is used");
  }

  @Test
  void threshold_isAtLeastOne() {
    assertThat(accepted(Yaml.of(LEAST).with(0, "spec", "analysis", "threshold")).analysis())
        .extracting(Analysis::threshold)
        .isEqualTo(1);
  }

  @Test
  void formerNameOfTheAnalysis_isUnderstood() {
    Tree canary = Yaml.of(LEAST);
    Tree analysis = canary.at("spec", "analysis").orElseThrow();
    Tree former = canary.without("spec", "analysis").with(analysis, "spec", "canaryAnalysis");

    assertThat(accepted(former)).isEqualTo(accepted(canary));
  }

  @Test
  void noAnalysis_promotesWithoutOne() {
    Tree canary = Yaml.of(LEAST).without("spec", "analysis");

    assertThat(accepted(canary).skipAnalysis()).isTrue();
    assertThat(((Intake.Accepted) reader.read(canary)).notes())
        .containsExactly("spec.analysis: " + SpecTexts.NO_ANALYSIS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"istio", "kubernetes", "smi:v1alpha1:istio"})
  void servedProvider_isAccepted(String provider) {
    assertThat(accepted(Yaml.of(LEAST).with(provider, "spec", "provider")).provider())
        .isEqualTo(provider);
  }

  @Test
  void pluggableProvider_isRefusedAsNotBuiltIn() {
    assertThat(problems(Yaml.of(LEAST).with("nginx", "spec", "provider")))
        .containsExactly(
            new SpecProblem(
                "spec.provider",
                "provider nginx is known, but not built in; a plug-in can serve it"
                    + " (--plugins-dir)"));
  }

  @Test
  void unknownProvider_isRefusedWithTheKnownNames() {
    assertThat(problems(Yaml.of(LEAST).with("isto", "spec", "provider")))
        .containsExactly(
            new SpecProblem(
                "spec.provider", "provider isto is unknown; known are istio, kubernetes, skipper"));
  }

  @Test
  void emptyObject_isRefused() {
    assertThat(problems(Json.read("{}")))
        .extracting(SpecProblem::field)
        .containsExactly("spec", "spec.targetRef", "spec.service.port");
  }

  @Test
  void coreServiceTarget_needsNoPort() {
    Tree canary =
        Yaml.of(LEAST)
            .with("Service", "spec", "targetRef", "kind")
            .with("v1", "spec", "targetRef", "apiVersion")
            .without("spec", "service");

    assertThat(accepted(canary).target().kind()).isEqualTo("Service");
  }

  @Test
  void nullMember_isAbsent() {
    Tree canary =
        Yaml.of(LEAST)
            .with(Tree.Null.NULL, "spec", "autoscalerRef")
            .with(Tree.Null.NULL, "spec", "analysis", "sessionAffinity")
            .with(Tree.Null.NULL, "spec", "provider");

    assertThat(accepted(canary).analysis().affinity()).isEmpty();
  }

  private CanarySpec accepted(Tree canary) {
    Intake intake = reader.read(canary);
    assertThat(intake).isInstanceOf(Intake.Accepted.class);
    return ((Intake.Accepted) intake).spec();
  }

  private ImmutableList<SpecProblem> problems(Tree canary) {
    Intake intake = reader.read(canary);
    assertThat(intake).isInstanceOf(Intake.Refused.class);
    return ((Intake.Refused) intake).problems();
  }

  private static String lines(Intake intake) {
    assertThat(intake).isInstanceOf(Intake.Refused.class);
    return ((Intake.Refused) intake)
        .problems().stream().map(problem -> problem + "\n").collect(Collectors.joining());
  }
}
