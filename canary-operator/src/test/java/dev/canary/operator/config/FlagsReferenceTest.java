package dev.canary.operator.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FlagsReferenceTest {

  @Test
  void page_isWhatCodeSays() throws IOException {
    Path page = Path.of("..", "docs", "reference", "flags.md");
    assertThat(Files.readString(page))
        .as("%s is generated; put this text there", page)
        .isEqualTo(FlagsReference.markdown());
  }

  @Test
  void help_listsEveryFlag() {
    assertThat(FlagsReference.help())
        .contains(Flags.ALL.stream().map(flag -> "  -" + flag.name() + " ").toList());
  }

  /** The flags that a manifest of the reference may carry (operator chapter, section 1). */
  @Test
  void flagsOfReference_areAllKnown() {
    assertThat(Flags.BY_NAME)
        .containsKeys(
            "kubeconfig",
            "master",
            "kubeconfig-qps",
            "kubeconfig-burst",
            "kubeconfig-service-mesh",
            "metrics-server",
            "control-loop-interval",
            "log-level",
            "port",
            "slack-url",
            "slack-token",
            "slack-proxy-url",
            "slack-user",
            "slack-channel",
            "msteams-url",
            "msteams-proxy-url",
            "event-webhook",
            "include-label-prefix",
            "threadiness",
            "zap-replace-globals",
            "zap-encoding",
            "namespace",
            "mesh-provider",
            "selector-labels",
            "ingress-annotations-prefix",
            "ingress-class",
            "enable-leader-election",
            "leader-election-namespace",
            "enable-config-tracking",
            "version",
            "cluster-name",
            "no-cross-namespace-refs");
  }
}
