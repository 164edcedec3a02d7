package dev.canary.operator.config;

import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static dev.canary.operator.config.Flag.Kind.BOOL;
import static dev.canary.operator.config.Flag.Kind.DURATION;
import static dev.canary.operator.config.Flag.Kind.NUMBER;
import static dev.canary.operator.config.Flag.Kind.TEXT;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;

/**
 * Every flag of the operator (operator chapter, section 1). The reference of flags is generated
 * from this table.
 */
public final class Flags {

  private static final String NO_ALERTS =
      "alerts are not sent yet; follow Kubernetes events or the event webhook instead";

  /** In the order of the reference. */
  public static final ImmutableList<Flag> ALL =
      ImmutableList.<Flag>builder()
          .addAll(cluster())
          .addAll(rollouts())
          .addAll(process())
          .addAll(messages())
          .addAll(own())
          .build();

  /** Flags of the Kubernetes client's logger, which many manifests carry; they do nothing. */
  public static final ImmutableSet<String> KLOG =
      ImmutableSet.of(
          "v",
          "vmodule",
          "logtostderr",
          "alsologtostderr",
          "stderrthreshold",
          "log_dir",
          "log_file",
          "log_file_max_size",
          "log_backtrace_at",
          "add_dir_header",
          "one_output",
          "skip_headers",
          "skip_log_headers",
          "alsologtostderrthreshold",
          "legacy_stderr_threshold_behavior");

  /** Those of {@link #KLOG} that need no value. */
  static final ImmutableSet<String> KLOG_SWITCHES =
      ImmutableSet.of(
          "logtostderr",
          "alsologtostderr",
          "add_dir_header",
          "one_output",
          "skip_headers",
          "skip_log_headers",
          "legacy_stderr_threshold_behavior");

  static final ImmutableMap<String, Flag> BY_NAME =
      ALL.stream().collect(toImmutableMap(Flag::name, flag -> flag));

  private Flags() {}

  private static ImmutableList<Flag> cluster() {
    String unbounded =
        "there is no such limit: reads are watches, so an idle operator sends no requests";
    return ImmutableList.of(
        Flag.of("kubeconfig", TEXT, "", "kubeconfig of the cluster; empty: the pod's own account"),
        Flag.of("master", TEXT, "", "URL of the API server, over what the kubeconfig says"),
        Flag.idle("kubeconfig-qps", NUMBER, "100", "API requests per second", unbounded),
        Flag.idle("kubeconfig-burst", NUMBER, "250", "burst of API requests", unbounded),
        Flag.of(
            "kubeconfig-service-mesh",
            TEXT,
            "",
            "kubeconfig of the mesh's cluster; a second cluster is refused for now"),
        Flag.of("namespace", TEXT, "", "namespaces to watch, separated by commas; empty: all"));
  }

  private static ImmutableList<Flag> rollouts() {
    return ImmutableList.of(
        Flag.of("mesh-provider", TEXT, "istio", "traffic provider of canaries that name none"),
        Flag.of("metrics-server", TEXT, "http://prometheus:9090", "Prometheus of built-in checks"),
        Flag.of(
            "selector-labels",
            TEXT,
            "app,name,app.kubernetes.io/name",
            "label keys looked for in a target's selector, in this order"),
        Flag.of(
            "include-label-prefix",
            TEXT,
            "",
            "key prefixes of labels and annotations copied to the primary; `*`: all"),
        Flag.of("enable-config-tracking", BOOL, "true", "track ConfigMaps and Secrets of targets"),
        Flag.of("no-cross-namespace-refs", BOOL, "false", "refuse references to other namespaces"),
        Flag.idle(
            "ingress-annotations-prefix",
            TEXT,
            "nginx.ingress.kubernetes.io",
            "annotation prefix of provider nginx",
            "provider nginx is not built in"),
        Flag.idle(
            "ingress-class",
            TEXT,
            "",
            "class of Contour objects",
            "provider contour is not built in"));
  }

  private static ImmutableList<Flag> process() {
    return ImmutableList.of(
        Flag.of("port", NUMBER, "8080", "port of /healthz, /readyz and /metrics; 0: any"),
        Flag.of("enable-leader-election", BOOL, "true", "act only as leader"),
        Flag.of(
            "leader-election-namespace",
            TEXT,
            "kube-system",
            "namespace of the Lease, unless exactly one namespace is watched"),
        Flag.of("log-level", TEXT, "debug", "debug, info, warn, error, fatal or panic"),
        Flag.of("zap-encoding", TEXT, "json", "form of log lines: json or console"),
        Flag.idle(
            "zap-replace-globals",
            BOOL,
            "false",
            "one logger for the whole process",
            "the process has only one logger"),
        Flag.idle(
            "control-loop-interval",
            DURATION,
            "10s",
            "how often new canaries are looked for",
            "new canaries are seen at once, by a watch"),
        Flag.idle(
            "threadiness",
            NUMBER,
            "2",
            "number of workers",
            "every canary has a thread of its own when it is due"),
        Flag.of("version", BOOL, "false", "print the version and exit"));
  }

  private static ImmutableList<Flag> messages() {
    return ImmutableList.of(
        Flag.of("event-webhook", TEXT, "", "URL that receives every event").or("EVENT_WEBHOOK_URL"),
        alert("slack-url", "", "webhook of Slack").or("SLACK_URL"),
        alert("slack-token", "", "token for Slack").or("SLACK_TOKEN"),
        alert("slack-proxy-url", "", "proxy for Slack").or("SLACK_PROXY_URL"),
        alert("slack-user", "flagger", "user name in Slack"),
        alert("slack-channel", "", "channel in Slack"),
        alert("msteams-url", "", "webhook of MS Teams").or("MSTEAMS_URL"),
        alert("msteams-proxy-url", "", "proxy for MS Teams").or("MSTEAMS_PROXY_URL"),
        alert("cluster-name", "", "name of the cluster in alerts"));
  }

  private static Flag alert(String name, String fallback, String meaning) {
    return Flag.idle(name, TEXT, fallback, meaning, NO_ALERTS);
  }

  private static ImmutableList<Flag> own() {
    return ImmutableList.of(
        Flag.of("plugins-dir", TEXT, "", "folder with the jars of further routers"),
        Flag.of("router-setting", TEXT, "", "a router's setting, NAME.key=value; may be repeated"),
        Flag.of(
            "allow-hosts",
            TEXT,
            "",
            "hosts that hooks and queries may call whatever their address, separated by commas"));
  }
}
