package dev.canary.testkit.cluster;

import com.google.common.collect.ImmutableList;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.kubelet.KubeletConfig;
import dev.canary.testkit.cluster.kubelet.PodRuntime;
import dev.canary.testkit.cluster.load.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Says how an {@link EmbeddedCluster} is to run; one builder may start several. */
public final class EmbeddedClusterBuilder {

  private final List<Tree> objects = new ArrayList<>();
  private double speed = 1;
  private Instant startsAt = Instant.now();
  private long seed = 1;
  private String namespace = "test";
  private Duration scrapeInterval = Duration.ofSeconds(5);
  private Duration readyAfter = Duration.ofSeconds(2);
  private Predicate<String> broken = image -> image.endsWith(KubeletConfig.BROKEN);
  private int requestsPerSecond = Traffic.DEFAULT_CAP;

  EmbeddedClusterBuilder() {}

  /** Sets how fast cluster time passes, in seconds per second of real time; 1 unless set. */
  public EmbeddedClusterBuilder speed(double factor) {
    speed = factor;
    return this;
  }

  /** Sets what the clock shows at first; the present unless set. */
  public EmbeddedClusterBuilder startsAt(Instant instant) {
    startsAt = instant;
    return this;
  }

  /** Sets what draws destinations and names; 1 unless set. */
  public EmbeddedClusterBuilder seed(long value) {
    seed = value;
    return this;
  }

  /** Sets where short names of Services are looked up; {@code test} unless set. */
  public EmbeddedClusterBuilder namespace(String name) {
    namespace = name;
    return this;
  }

  /** Sets the cluster time between two scrapes; 5 s unless set. */
  public EmbeddedClusterBuilder scrapeInterval(Duration interval) {
    scrapeInterval = interval;
    return this;
  }

  /** Sets the cluster time until a new pod is ready; 2 s unless set. */
  public EmbeddedClusterBuilder readyAfter(Duration delay) {
    readyAfter = delay;
    return this;
  }

  /** Sets the images that never become ready; those ending in {@code -broken} unless set. */
  public EmbeddedClusterBuilder broken(Predicate<String> images) {
    broken = images;
    return this;
  }

  /** Sets the most requests of all traffic per second of real time; 300 unless set. */
  public EmbeddedClusterBuilder requestsPerSecond(int cap) {
    requestsPerSecond = cap;
    return this;
  }

  /** Adds objects that are there from the start. */
  public EmbeddedClusterBuilder with(Iterable<Tree> more) {
    more.forEach(objects::add);
    return this;
  }

  /** Adds the objects of a YAML text that are there from the start. */
  public EmbeddedClusterBuilder with(String yaml) {
    return with(Manifests.read(yaml));
  }

  /** Starts the cluster; it serves when this returns, but its pods may not be ready yet. */
  public EmbeddedCluster start() {
    return EmbeddedCluster.start(this);
  }

  double speed() {
    return speed;
  }

  Instant startsAt() {
    return startsAt;
  }

  long seed() {
    return seed;
  }

  String namespace() {
    return namespace;
  }

  Duration scrapeInterval() {
    return scrapeInterval;
  }

  int requestsPerSecond() {
    return requestsPerSecond;
  }

  ImmutableList<Tree> objects() {
    return ImmutableList.copyOf(objects);
  }

  KubeletConfig kubelet(PodRuntime runtime) {
    return KubeletConfig.of(runtime).withReadyAfter(readyAfter).withBroken(broken);
  }
}
