package dev.canary.testkit.cluster.load;

import com.google.common.collect.ImmutableSortedMap;
import dev.canary.testkit.cluster.time.ClusterTimer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Requests at a steady rate until it is closed. The next is sent whether or not earlier ones are
 * answered, with at most {@link #MOST_OPEN} unanswered.
 */
public final class LoadStream implements AutoCloseable {

  /** How many requests may be unanswered; then the stream waits. */
  public static final int MOST_OPEN = 64;

  private static final double NANOS_PER_SECOND = 1e9;

  private final LoadClient client;
  private final HttpTemplate template;
  private final RateCap cap;
  private final long gapNanos;
  private final Semaphore room = new Semaphore(MOST_OPEN);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final ConcurrentMap<Integer, AtomicLong> answers = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  LoadStream(
      LoadClient client, HttpTemplate template, ClusterTimer timer, RateCap cap, double perSecond) {
    this.client = client;
    this.template = template;
    this.cap = cap;
    this.gapNanos =
        timer.toReal(Duration.ofNanos(Math.round(NANOS_PER_SECOND / perSecond))).toNanos();
    threads.execute(this::run);
  }

  /** Returns how many answers there were by status; 0 stands for none. */
  public ImmutableSortedMap<Integer, Long> answers() {
    ImmutableSortedMap.Builder<Integer, Long> counts = ImmutableSortedMap.naturalOrder();
    answers.forEach((status, count) -> counts.put(status, count.get()));
    return counts.buildOrThrow();
  }

  private void run() {
    long next = System.nanoTime();
    try {
      while (true) {
        long turn = cap.take(Math.max(next, System.nanoTime()));
        next = turn + gapNanos;
        if (stopped.await(turn - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          return;
        }
        room.acquire();
        threads.execute(this::send);
      }
    } catch (InterruptedException | RejectedExecutionException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private void send() {
    int status = 0;
    try {
      status = client.send(template).status();
    } catch (IOException noAnswer) {
      status = 0;
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    } finally {
      room.release();
    }
    answers.computeIfAbsent(status, fresh -> new AtomicLong()).incrementAndGet();
  }

  /** Sends no more and cuts what is under way. Repeating it changes nothing. */
  @Override
  public void close() {
    stopped.countDown();
    threads.shutdownNow();
  }
}
