package dev.canary.testkit.cluster;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableMap;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.client.ObjectName;
import dev.canary.testkit.cluster.kubelet.PodRuntime;
import dev.canary.testkit.cluster.podinfo.PodinfoServer;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/** Runs a podinfo for each pod of an image of that name; all other images are no servers. */
final class PodPrograms implements PodRuntime {

  private static final String PODINFO = "podinfo";

  private final Queue<PodinfoServer> started = new ConcurrentLinkedQueue<>();

  @Override
  public Optional<Program> start(Tree pod) {
    return pod.items("spec", "containers").stream()
        .map(container -> container.textOr("", "image"))
        .filter(image -> name(image).equals(PODINFO))
        .findFirst()
        .map(image -> podinfo(ObjectName.of(pod).name(), tag(image)));
  }

  private Program podinfo(String hostname, String version) {
    PodinfoServer server = PodinfoServer.start(hostname, version);
    started.add(server);
    return new Program() {
      @Override
      public int port() {
        return server.port();
      }

      @Override
      public void close() {
        server.close();
      }
    };
  }

  /** Returns the requests answered by each pod, those that are gone included. */
  ImmutableMap<String, Long> requestsByPod() {
    return requestsBy(PodinfoServer::hostname);
  }

  /** Returns the requests answered by each version. */
  ImmutableMap<String, Long> requestsByVersion() {
    return requestsBy(PodinfoServer::version);
  }

  private ImmutableMap<String, Long> requestsBy(Function<PodinfoServer, String> key) {
    return started.stream().collect(toImmutableMap(key, PodinfoServer::requests, Long::sum));
  }

  private static String name(String image) {
    String last = image.substring(image.lastIndexOf('/') + 1);
    int end = last.indexOf('@') >= 0 ? last.indexOf('@') : last.indexOf(':');
    return end < 0 ? last : last.substring(0, end);
  }

  private static String tag(String image) {
    String last = image.substring(image.lastIndexOf('/') + 1);
    int colon = last.indexOf(':');
    return colon < 0 ? "latest" : last.substring(colon + 1);
  }
}
