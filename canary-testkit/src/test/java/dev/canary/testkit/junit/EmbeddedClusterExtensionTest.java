package dev.canary.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.launcher.EngineFilter.includeEngines;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

class EmbeddedClusterExtensionTest {

  private static final Set<URI> SEEN = ConcurrentHashMap.newKeySet();

  @BeforeEach
  void forget() {
    SEEN.clear();
  }

  /** Run by the test below alone; its name keeps surefire from finding it. */
  @EmbeddedCluster(flavour = EmbeddedCluster.Flavour.EMPTY, speed = 10)
  static class Sample {
    @Test
    void first(dev.canary.testkit.cluster.EmbeddedCluster cluster) {
      assertThat(open(cluster.apiUrl())).isTrue();
      assertThat(cluster.clock().speed()).isEqualTo(10);
      SEEN.add(cluster.apiUrl());
    }

    @Nested
    class Inner {
      @Test
      void second(dev.canary.testkit.cluster.EmbeddedCluster cluster) {
        SEEN.add(cluster.apiUrl());
      }
    }
  }

  @Test
  void cluster_isSharedByTheClassAndClosedAfterIt() {
    SummaryGeneratingListener heard = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(Sample.class))
                .filters(includeEngines("junit-jupiter"))
                .build(),
            heard);
    assertThat(heard.getSummary().getTestsSucceededCount()).isEqualTo(2);
    assertThat(SEEN).hasSize(1);
    assertThat(SEEN).noneMatch(EmbeddedClusterExtensionTest::open);
  }

  private static boolean open(URI url) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(url.getHost(), url.getPort()));
      return true;
    } catch (IOException refused) {
      return false;
    }
  }
}
