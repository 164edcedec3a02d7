package dev.canary.operator.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {

  @Test
  void defaults() {
    assertThat(read())
        .isEqualTo(
            new Settings(
                Settings.Task.RUN,
                new OperatorConfig(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    ImmutableList.of(),
                    "istio",
                    URI.create("http://prometheus:9090"),
                    8080,
                    true,
                    "kube-system",
                    ImmutableList.of("app", "name", "app.kubernetes.io/name"),
                    ImmutableList.of(),
                    true,
                    Optional.empty(),
                    true,
                    Optional.empty(),
                    ImmutableMap.of(),
                    ImmutableSet.of()),
                "debug",
                false,
                ImmutableList.of()));
  }

  @Test
  void everyProperty_canBeSet(@TempDir Path plugins) {
    Settings settings =
        read(
            "-kubeconfig=k",
            "-master=https://api:6443",
            "-kubeconfig-service-mesh=k",
            "-namespace=a,b",
            "-mesh-provider=kubernetes",
            "-metrics-server=https://metrics",
            "-port=81",
            "-enable-leader-election=false",
            "-leader-election-namespace=leases",
            "-selector-labels=x,y",
            "-include-label-prefix=p/",
            "-enable-config-tracking=false",
            "-event-webhook=http://hook/",
            "-no-cross-namespace-refs",
            "-plugins-dir=" + plugins,
            "-router-setting=istio.apiVersion=v1",
            "-router-setting=gatewayapi:v1.a=b=c",
            "-allow-hosts=h1,h2",
            "-log-level=error",
            "-zap-encoding=console");
    assertThat(settings)
        .isEqualTo(
            new Settings(
                Settings.Task.RUN,
                new OperatorConfig(
                    Optional.of(Path.of("k")),
                    Optional.of(URI.create("https://api:6443")),
                    Optional.of(Path.of("k")),
                    ImmutableList.of("a", "b"),
                    "kubernetes",
                    URI.create("https://metrics"),
                    81,
                    false,
                    "leases",
                    ImmutableList.of("x", "y"),
                    ImmutableList.of("p/"),
                    false,
                    Optional.of("http://hook/"),
                    false,
                    Optional.of(plugins),
                    ImmutableMap.of(
                        "istio",
                        ImmutableMap.of("apiVersion", "v1"),
                        "gatewayapi:v1",
                        ImmutableMap.of("a", "b=c")),
                    ImmutableSet.of("h1", "h2")),
                "error",
                true,
                ImmutableList.of()));
  }

  @Test
  void everyProblem_isToldAtOnce() {
    assertThat(
            problems(
                "-prot=80",
                "-port=99999",
                "-threadiness=many",
                "-control-loop-interval=10",
                "-enable-config-tracking=yes",
                "-metrics-server=prometheus",
                "-master=",
                "-mesh-provider=nginx",
                "-zap-encoding=xml",
                "-plugins-dir=/no/such/folder",
                "-router-setting=apiVersion=v1",
                "-kubeconfig-service-mesh=other",
                "-namespace"))
        .containsExactlyInAnyOrder(
            "-prot is no flag; did you mean -port?",
            "-namespace needs a value: -namespace=VALUE",
            "-port is \"99999\"; give a port from 0 to 65535",
            "-threadiness is \"many\"; give a whole number",
            "-control-loop-interval is \"10\"; give a duration such as 10s or 1m30s",
            "-enable-config-tracking is \"yes\"; give true or false",
            "-metrics-server is \"prometheus\"; give a URL such as http://prometheus:9090",
            "-zap-encoding is \"xml\"; give json or console",
            "-plugins-dir is \"/no/such/folder\"; give a folder that exists",
            "-router-setting is \"apiVersion=v1\"; give NAME.key=value, for example"
                + " istio.apiVersion=v1",
            "-kubeconfig-service-mesh is \"other\"; give the same file as -kubeconfig, or leave it"
                + " out: a second cluster is not supported yet");
  }

  @Test
  void provider_withoutRouter_isRefused() {
    assertThat(problems("-mesh-provider=nginx"))
        .containsExactly("-mesh-provider is \"nginx\"; give istio or kubernetes");
  }

  @ParameterizedTest
  @CsvSource({
    "-mesh-providr, -mesh-provider",
    "-logLevel, -log-level",
    "-Namespace, -namespace",
    "--slak-token, -slack-token"
  })
  void unknownFlag_namesNearestKnownOne(String given, String nearest) {
    String name = given.replaceFirst("^-+", "-");
    assertThat(problems(given + "=x"))
        .containsExactly(name + " is no flag; did you mean " + nearest + "?");
  }

  @Test
  void unknownFlag_farFromAllNames_pointsToHelp() {
    assertThat(problems("-zzzzzz")).containsExactly("-zzzzzz is no flag; -help lists all flags");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-port=81", "--port=81", "-port 81", "--port 81"})
  void goSyntax_oneDashOrTwo_equalsOrSpace(String arguments) {
    assertThat(read(arguments.split(" ")).operator().port()).isEqualTo(81);
  }

  @ParameterizedTest
  @CsvSource({
    "-version, VERSION",
    "-version=T, VERSION",
    "-version=0, RUN",
    "-h, HELP",
    "--help, HELP"
  })
  void task_followsFlags(String argument, Settings.Task task) {
    assertThat(read(argument).task()).isEqualTo(task);
  }

  @Test
  void boolean_doesNotTakeNextArgument() {
    Settings settings = read("-no-cross-namespace-refs", "false", "-port=81");
    assertThat(settings.operator().crossNamespaceRefs()).isFalse();
    assertThat(settings.operator().port())
        .as("after the first positional argument")
        .isEqualTo(8080);
  }

  @Test
  void repeatedFlag_lastOneCounts() {
    assertThat(read("-port=1", "-port=2").operator().port()).isEqualTo(2);
  }

  @Test
  void variable_winsOverFlag_unlessEmpty() {
    assertThat(hook(Map.of("EVENT_WEBHOOK_URL", "http://variable"))).contains("http://variable");
    assertThat(hook(Map.of("EVENT_WEBHOOK_URL", ""))).contains("http://flag");
  }

  @Test
  void wrongVariable_isNamed() {
    UsageException wrong =
        catchThrowableOfType(
            UsageException.class, () -> reader(Map.of("EVENT_WEBHOOK_URL", "x")).read(List.of()));
    assertThat(wrong.problems())
        .containsExactly(
            "-event-webhook is \"x\" (from EVENT_WEBHOOK_URL); give a URL such as"
                + " http://prometheus:9090");
  }

  @Test
  void flagWithoutEffect_isWarnedAboutWithReason() {
    assertThat(read("-threadiness=4", "-slack-user=flagger", "-slack-channel=").warnings())
        .containsExactly(
            "-threadiness has no effect: every canary has a thread of its own when it is due");
  }

  @Test
  void variableWithoutEffect_isWarnedAbout() {
    assertThat(reader(Map.of("SLACK_URL", "https://slack")).read(List.of()).warnings())
        .singleElement()
        .asString()
        .startsWith("-slack-url has no effect: alerts are not sent yet");
  }

  @Test
  void unknownLogLevel_meansInfo_andSaysSo() {
    Settings settings = read("-log-level=warning");
    assertThat(settings.logLevel()).isEqualTo("info");
    assertThat(settings.warnings())
        .containsExactly(
            "-log-level \"warning\" is none of debug, info, warn, error, fatal, panic; info is"
                + " used");
  }

  @Test
  void klogFlags_areTolerated() {
    Settings settings = read("-v", "2", "-logtostderr", "--vmodule=a=1", "-port=81");
    assertThat(settings.operator().port()).isEqualTo(81);
    assertThat(settings.warnings()).isEmpty();
  }

  @Test
  void oneNamespace_holdsTheLease() {
    assertThat(read("-namespace=shop").operator().leaseNamespace()).isEqualTo("shop");
  }

  private static Optional<String> hook(Map<String, String> environment) {
    return reader(environment)
        .read(List.of("-event-webhook=http://flag"))
        .operator()
        .eventWebhook();
  }

  private static ImmutableList<String> problems(String... arguments) {
    return catchThrowableOfType(UsageException.class, () -> read(arguments)).problems();
  }

  private static Settings read(String... arguments) {
    return reader(Map.of()).read(List.of(arguments));
  }

  private static SettingsReader reader(Map<String, String> environment) {
    return new SettingsReader(
        environment::get,
        (provider, plugins) ->
            List.of("istio", "kubernetes").contains(provider)
                ? Optional.empty()
                : Optional.of("istio or kubernetes"));
  }
}
