package dev.canary.operator.process;

import com.google.common.collect.ImmutableList;
import dev.canary.core.model.CanaryKey;
import dev.canary.operator.http.Endpoint;
import dev.canary.operator.kube.KubeCanaryStore;
import dev.canary.operator.leader.Election;
import dev.canary.operator.notify.Announcer;
import dev.canary.operator.notify.Instruments;
import dev.canary.operator.schedule.Scheduler;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running operator. Starts in a listed order: the watch of canaries, the endpoint, leadership,
 * and only as leader the ticks; stops in the reverse one, so that the lease is free before the
 * process is gone.
 */
public final class OperatorProcess implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(OperatorProcess.class);

  private final KubeCanaryStore canaries;
  private final CanaryChanges changes;
  private final Scheduler scheduler;
  private final Election leadership;
  private final Instruments instruments;
  private final Endpoint endpoint;
  private final ImmutableList<AutoCloseable> closing;
  private final AtomicBoolean leading = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();
  private Set<String> namespacesShown = Set.of();

  /**
   * Puts the parts together; nothing runs yet.
   *
   * @param closing everything else that is to be closed, in this order
   */
  public OperatorProcess(
      KubeCanaryStore canaries,
      CanaryChanges changes,
      Scheduler scheduler,
      Election leadership,
      Announcer announcer,
      Instruments instruments,
      Endpoint endpoint,
      ImmutableList<AutoCloseable> closing) {
    this.canaries = canaries;
    this.changes = changes;
    this.scheduler = scheduler;
    this.leadership = leadership;
    this.instruments = instruments;
    this.endpoint = endpoint;
    this.closing =
        ImmutableList.<AutoCloseable>builder()
            .add(scheduler, announcer, leadership, endpoint)
            .addAll(closing)
            .build();
  }

  /**
   * Starts everything.
   *
   * @param lost runs once when leadership is lost; the process must end then
   */
  public void start(Runnable lost) {
    changes.to(this::changed);
    canaries.awaitSynced();
    leadership.start(this::lead, lost);
  }

  private void lead() {
    log.info("leading; {} canaries", canaries.keys().size());
    leading.set(true);
    canaries.keys().forEach(scheduler::look);
  }

  private void changed(CanaryKey key) {
    total();
    if (leading.get()) {
      scheduler.look(key);
    }
  }

  private synchronized void total() {
    Map<String, Integer> counts = new HashMap<>();
    namespacesShown.forEach(namespace -> counts.put(namespace, 0));
    canaries.keys().forEach(key -> counts.merge(key.namespace(), 1, Integer::sum));
    counts.forEach(instruments::total);
    namespacesShown = Set.copyOf(counts.keySet());
  }

  /** Returns the port of the process's own endpoint. */
  public int port() {
    return endpoint.port();
  }

  /** Stops everything; takes at most a few seconds. Repeating it changes nothing. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    for (AutoCloseable part : closing) {
      try {
        part.close();
      } catch (Exception failure) {
        log.warn("{} did not close", part.getClass().getSimpleName(), failure);
      }
    }
  }
}
