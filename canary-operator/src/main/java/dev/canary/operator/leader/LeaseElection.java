package dev.canary.operator.leader;

import dev.canary.operator.kube.PlainObjects;
import dev.canary.operator.schedule.Timers;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An election by a Lease: whoever holds it acts. */
public final class LeaseElection implements Election {

  private final PlainObjects objects;
  private final String namespace;
  private final String identity;
  private final Timers timers;
  private volatile @Nullable LeaseLeadership candidate;

  /**
   * Creates an election that this process does not take part in yet.
   *
   * @param namespace of the Lease
   * @param identity of this process, different from all others
   */
  public LeaseElection(PlainObjects objects, String namespace, String identity, Timers timers) {
    this.objects = objects;
    this.namespace = namespace;
    this.identity = identity;
    this.timers = timers;
  }

  @Override
  public void start(Runnable won, Runnable lost) {
    LeaseLeadership started = new LeaseLeadership(objects, namespace, identity, timers, won, lost);
    candidate = started;
    started.start();
  }

  @Override
  public Instant until() {
    LeaseLeadership current = candidate;
    return current == null ? Instant.MIN : current.until();
  }

  @Override
  public void close() {
    LeaseLeadership current = candidate;
    if (current != null) {
      current.close();
    }
  }
}
