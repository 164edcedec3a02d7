package dev.canary.operator.process;

import com.google.common.collect.ImmutableList;
import dev.canary.core.tree.Tree;
import dev.canary.operator.config.Environment;
import dev.canary.operator.crd.Definitions;
import dev.canary.operator.notify.Announcer.Told;
import dev.canary.operator.schedule.Timers;
import dev.canary.operator.wiring.Wiring;
import dev.canary.testkit.cluster.EmbeddedCluster;
import dev.canary.testkit.cluster.EmbeddedClusterBuilder;
import dev.canary.testkit.cluster.api.traffic.Fault;
import dev.canary.testkit.cluster.api.traffic.Faults;
import dev.canary.testkit.cluster.api.traffic.RequestFilter;
import dev.canary.testkit.cluster.time.ClusterTimer;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The cluster of the Istio guide with the real operator in it, which may be stopped, killed and
 * started again. Events of all its operators are kept in the order in which they were told.
 */
public final class GuideCluster implements AutoCloseable {

  /** Chooses the requests of operators. */
  public static final RequestFilter OPERATOR =
      RequestFilter.any().by(agent -> agent.startsWith("canary/"));

  /** A lease lasts 15 seconds; so much faster than real time it would run out by a mere hiccup. */
  private static final double MOST_WITH_LEASE = 60;

  private final EmbeddedCluster cluster;
  private final List<Told> told = new CopyOnWriteArrayList<>();
  private @Nullable OperatorProcess operator;

  private GuideCluster(EmbeddedCluster cluster) {
    this.cluster = cluster;
  }

  /** Starts the guide's cluster that much faster than real time, and an operator. */
  public static GuideCluster start(double speed) {
    return start(EmbeddedCluster.istio().speed(speed));
  }

  /** Starts a cluster and an operator. */
  public static GuideCluster start(EmbeddedClusterBuilder builder) {
    GuideCluster guide = new GuideCluster(builder.start());
    new Definitions().all().forEach(guide.cluster::apply);
    guide.startOperator();
    return guide;
  }

  /** Returns the cluster. */
  public EmbeddedCluster cluster() {
    return cluster;
  }

  /** Starts an operator as a new process would. */
  public void startOperator() {
    URI proxy = cluster.forwardProxy();
    Environment environment =
        new Environment(
            new ClusterTimers(cluster.clock()),
            ProxySelector.of(new InetSocketAddress(proxy.getHost(), proxy.getPort())),
            told::add);
    boolean lease = cluster.clock().speed() <= MOST_WITH_LEASE;
    OperatorProcess started = Wiring.process(Configs.istio(cluster.apiUrl(), lease), environment);
    operator = started;
    started.start(() -> {});
  }

  /** Stops the operator as SIGTERM does. */
  public void stopOperator() {
    OperatorProcess running = operator;
    if (running != null) {
      operator = null;
      running.close();
    }
  }

  /** Ends the operator as a lost node does: from now on nothing it sends arrives. */
  public void killOperator() {
    Fault cut = cluster.api().faults().cutBefore(OPERATOR, Faults.ALWAYS);
    stopOperator();
    cut.remove();
  }

  /** Returns the texts of all events so far. */
  public ImmutableList<String> events() {
    return told.stream().map(one -> one.event().text()).collect(ImmutableList.toImmutableList());
  }

  /** Returns the texts of warnings so far. */
  public ImmutableList<String> warnings() {
    return told.stream()
        .filter(one -> one.event().warning())
        .map(one -> one.event().text())
        .collect(ImmutableList.toImmutableList());
  }

  /** Forgets the events so far. */
  public void forgetEvents() {
    told.clear();
  }

  /** Waits for an event that starts like this and returns its text. */
  public String awaitEvent(String start) {
    return awaitEvent("event \"" + start + "\"", text -> text.startsWith(start));
  }

  private String awaitEvent(String what, Predicate<String> wanted) {
    try {
      Await.until(what, () -> events().stream().anyMatch(wanted));
    } catch (AssertionError late) {
      throw new AssertionError(late.getMessage() + "; told were " + events(), late);
    }
    return events().stream().filter(wanted).findFirst().orElseThrow();
  }

  /** Waits until a canary of namespace {@code test} has a phase. */
  public void awaitPhase(String canary, String phase) {
    try {
      Await.until(canary + " is " + phase, () -> phase(canary).equals(phase));
    } catch (AssertionError late) {
      throw new AssertionError(
          late.getMessage() + " but " + phase(canary) + "; told were " + events(), late);
    }
  }

  private String phase(String canary) {
    return canary(canary).textOr("", "status", "phase");
  }

  /** Returns a canary of namespace {@code test}. */
  public Tree canary(String name) {
    return cluster.objects().get("flagger.app/v1beta1", "Canary", "test", name);
  }

  /** Gives the only container of a Deployment of namespace {@code test} another image. */
  public void setImage(String deployment, String image) {
    UnaryOperator<Tree> change =
        tree -> tree.with(image, "spec", "template", "spec", "containers", "0", "image");
    cluster.objects().edit("apps/v1", "Deployment", "test", deployment, change);
  }

  @Override
  public void close() {
    stopOperator();
    cluster.close();
  }

  /** The cluster's clock as the operator's. */
  private record ClusterTimers(ClusterTimer timer) implements Timers {
    @Override
    public Instant instant() {
      return timer.instant();
    }

    @Override
    public Wakeup at(Instant when, Runnable task) {
      return timer.schedule(when, task)::close;
    }
  }
}
