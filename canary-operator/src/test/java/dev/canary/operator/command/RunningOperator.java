package dev.canary.operator.command;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.canary.operator.config.Environment;
import dev.canary.operator.config.OperatorConfig;
import dev.canary.operator.crd.Definitions;
import dev.canary.operator.process.OperatorProcess;
import dev.canary.operator.schedule.SystemTimers;
import dev.canary.operator.wiring.Wiring;
import dev.canary.testkit.cluster.EmbeddedCluster;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The ordinary operator on an embedded cluster; its events can be waited for. */
final class RunningOperator implements AutoCloseable {

  private final SystemTimers timers = new SystemTimers();
  private final List<String> events = new CopyOnWriteArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition told = lock.newCondition();
  private final OperatorProcess process;

  private RunningOperator(EmbeddedCluster cluster) {
    URI proxy = cluster.forwardProxy();
    process =
        Wiring.process(
            config(cluster.apiUrl()),
            new Environment(
                timers,
                ProxySelector.of(new InetSocketAddress(proxy.getHost(), proxy.getPort())),
                event -> heard(event.event().text())));
  }

  /** Installs the definitions and starts an operator. */
  static RunningOperator on(EmbeddedCluster cluster) {
    new Definitions().all().forEach(cluster::apply);
    RunningOperator operator = new RunningOperator(cluster);
    operator.process.start(() -> {});
    return operator;
  }

  /** Waits until an event begins with the text; fails after 30 s. */
  void await(String text) throws InterruptedException {
    long left = TimeUnit.SECONDS.toNanos(30);
    lock.lock();
    try {
      while (events.stream().noneMatch(event -> event.startsWith(text))) {
        if (left <= 0) {
          throw new AssertionError("no event begins with \"" + text + "\"; events are " + events);
        }
        left = told.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  private void heard(String event) {
    lock.lock();
    try {
      events.add(event);
      told.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private static OperatorConfig config(URI api) {
    return new OperatorConfig(
        Optional.empty(),
        Optional.of(api),
        Optional.empty(),
        ImmutableList.of(),
        "istio",
        URI.create("http://prometheus.istio-system:9090"),
        0,
        true,
        "istio-system",
        ImmutableList.of("app"),
        ImmutableList.of(),
        true,
        Optional.empty(),
        true,
        Optional.empty(),
        ImmutableMap.of(),
        ImmutableSet.of());
  }

  @Override
  public void close() {
    process.close();
    timers.close();
  }
}
