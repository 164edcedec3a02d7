package dev.canary.operator.leader;

import dev.canary.core.port.Conflict;
import dev.canary.core.port.Leadership;
import dev.canary.core.port.PortException;
import dev.canary.core.store.ObjectKey;
import dev.canary.core.store.ResourceType;
import dev.canary.core.store.StoredObject;
import dev.canary.core.tree.Tree;
import dev.canary.operator.kube.PlainObjects;
import dev.canary.operator.schedule.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leads while it holds the Lease {@value #NAME} (operator chapter, section 6).
 *
 * <ol>
 *   <li>{@link #until} is the start of the last successful renewal plus the renew deadline: the
 *       holder stops by itself long before others may take over.
 *   <li>Others take over when the lease was not renewed for its whole duration, measured by their
 *       own clock from when they saw it last change; clocks need not agree.
 *   <li>Every write has the version seen as its precondition, so two never hold it at once.
 *   <li>Leadership that is lost is not sought again: the process is to exit.
 * </ol>
 *
 * <p>Requests run on a virtual thread, one at a time.
 */
public final class LeaseLeadership implements Leadership, AutoCloseable {

  /** Name of the Lease, the one of the reference: the two never act side by side. */
  public static final String NAME = "flagger-leader-election";

  /** A lease that was not renewed for this long may be taken. */
  public static final Duration DURATION = Duration.ofSeconds(60);

  /** A holder stops acting this long after its last renewal. */
  public static final Duration RENEW_DEADLINE = Duration.ofSeconds(15);

  /** A holder renews this often. */
  public static final Duration RETRY = Duration.ofSeconds(5);

  /** Others look this often, so that a lease given up is taken within two seconds. */
  static final Duration FOLLOW = Duration.ofSeconds(1);

  private static final Logger log = LoggerFactory.getLogger(LeaseLeadership.class);
  private static final ResourceType LEASES =
      ResourceType.namespaced("coordination.k8s.io", "v1", "Lease", "leases");
  private static final Duration CLOSE = Duration.ofSeconds(2);

  private final PlainObjects objects;
  private final ObjectKey key;
  private final String identity;
  private final Timers timers;
  private final Runnable acquired;
  private final Runnable lost;
  private final ReentrantLock turn = new ReentrantLock();
  private volatile Instant until = Instant.MIN;
  private volatile boolean closed;
  private final AtomicInteger attempts = new AtomicInteger();
  private volatile Timers.Wakeup deadline = () -> {};
  private volatile Timers.Wakeup next = () -> {};
  private @Nullable StoredObject held;
  private boolean leading;
  private String observed = "";
  private Instant observedAt = Instant.MIN;
  private String leader = "";

  /**
   * Creates a candidate that does not seek the lease yet.
   *
   * @param objects over an API server, with a time limit of few seconds per request
   * @param namespace of the Lease
   * @param identity of this process, different from all others
   * @param acquired runs once, on a thread of its own, when this process begins to lead
   * @param lost runs once, on a thread of its own, when it no longer does though it was not closed
   */
  public LeaseLeadership(
      PlainObjects objects,
      String namespace,
      String identity,
      Timers timers,
      Runnable acquired,
      Runnable lost) {
    this.objects = objects;
    this.identity = identity;
    this.timers = timers;
    this.acquired = acquired;
    this.lost = lost;
    key = new ObjectKey(LEASES, namespace, NAME);
  }

  /** Begins to seek the lease. */
  public void start() {
    log.info("Starting leader election id: {} lease: {}", identity, key);
    attemptSoon();
  }

  @Override
  public Instant until() {
    return until;
  }

  /**
   * Stops acting and gives the lease up, waiting at most two seconds for a renewal in progress.
   * Again changes nothing.
   */
  @Override
  public void close() {
    boolean unused = revoke();
    deadline.cancel();
    try {
      if (turn.tryLock(CLOSE.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          release();
        } finally {
          turn.unlock();
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void attemptSoon() {
    if (!closed) {
      attempts.incrementAndGet();
      Thread unused = Thread.ofVirtual().name("leader-election").start(this::attempt);
    }
  }

  /** Returns whether an attempt to get or keep the lease is under way. */
  boolean attempting() {
    return attempts.get() > 0;
  }

  private void attempt() {
    turn.lock();
    try {
      if (!closed) {
        Instant start = timers.instant();
        tryOnce(start);
        next = timers.at(timers.instant().plus(leading ? RETRY : FOLLOW), this::attemptSoon);
      }
    } finally {
      turn.unlock();
      attempts.decrementAndGet();
    }
  }

  private void tryOnce(Instant start) {
    try {
      if (held != null) {
        hold(objects.update(held, LeaseRecord.renewed(held.tree(), start)), start);
      } else {
        seek(start);
      }
    } catch (Conflict race) {
      held = null; // somebody was faster: the next attempt reads who
      log.debug("{}", race.text());
    } catch (PortException failure) {
      held = null; // the effect is unknown: the next attempt reads it
      log.warn("leader election: {}", failure.text());
    }
  }

  private void seek(Instant start) {
    Optional<StoredObject> found = objects.find(key);
    if (found.isEmpty()) {
      Tree fresh = LeaseRecord.create(key.namespace(), NAME);
      hold(objects.create(key, LeaseRecord.taken(fresh, identity, DURATION, start)), start);
      return;
    }
    StoredObject lease = found.get();
    observe(lease, start);
    String holder = LeaseRecord.holder(lease.tree());
    if (holder.equals(identity)) {
      hold(objects.update(lease, LeaseRecord.renewed(lease.tree(), start)), start);
    } else if (leading) {
      lose("the lease is held by " + (holder.isEmpty() ? "nobody" : holder));
    } else if (holder.isEmpty() || !start.isBefore(observedAt.plus(DURATION))) {
      Tree taken = LeaseRecord.taken(lease.tree(), identity, DURATION, start);
      hold(objects.update(lease, taken), start);
    }
  }

  private void observe(StoredObject lease, Instant now) {
    if (!lease.version().equals(observed)) {
      observed = lease.version();
      observedAt = now;
    }
    String holder = LeaseRecord.holder(lease.tree());
    if (!holder.isEmpty() && !holder.equals(identity) && !holder.equals(leader)) {
      log.info("Another instance has been elected as leader: {}", holder);
    }
    leader = holder;
  }

  private void hold(StoredObject lease, Instant start) {
    held = lease;
    leader = identity;
    Instant end = start.plus(RENEW_DEADLINE);
    if (!grant(end)) {
      return; // the lease is given up as soon as this attempt ends, or runs out
    }
    deadline.cancel();
    deadline = timers.at(end, () -> expire(end));
    if (!leading) {
      leading = true;
      log.info("Acting as elected leader");
      Thread unused = Thread.ofVirtual().name("leader-acquired").start(acquired);
    }
  }

  private void expire(Instant end) {
    if (until.equals(end)) {
      lose("the lease could not be renewed within " + RENEW_DEADLINE.toSeconds() + " s");
    }
  }

  /** Ends the candidacy; runs on the timers' thread too, while an attempt may hang. */
  private void lose(String why) {
    if (revoke()) {
      log.error("Leadership lost: {}", why);
      Thread unused = Thread.ofVirtual().name("leader-lost").start(lost);
    }
  }

  /** Allows acting until then, unless the candidacy has ended meanwhile. */
  private synchronized boolean grant(Instant end) {
    if (!closed) {
      until = end;
    }
    return !closed;
  }

  /** Ends the candidacy for good; returns whether it had not ended before. */
  private synchronized boolean revoke() {
    boolean first = !closed;
    closed = true;
    until = Instant.MIN;
    next.cancel();
    return first;
  }

  private void release() {
    StoredObject lease = held;
    if (lease == null) {
      return;
    }
    held = null;
    try {
      Tree released = LeaseRecord.released(lease.tree(), timers.instant());
      StoredObject unused = objects.update(lease, released);
    } catch (PortException failure) {
      log.warn("the lease was not given up and runs out by itself: {}", failure.text());
    }
  }
}
