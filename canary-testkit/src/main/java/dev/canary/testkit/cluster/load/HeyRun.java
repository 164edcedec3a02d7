package dev.canary.testkit.cluster.load;

import dev.canary.testkit.cluster.time.ClusterTimer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** A load generator at work: each worker sends, waits for the answer and then for its next turn. */
final class HeyRun {

  private static final double NANOS_PER_SECOND = 1e9;

  private final Hey hey;
  private final LoadClient client;
  private final ClusterTimer timer;
  private final RateCap cap;
  private final CountDownLatch stopped;
  private final AtomicInteger left;
  private final Instant end;
  private final ConcurrentMap<String, AtomicInteger> answers = new ConcurrentHashMap<>();

  /**
   * Prepares a run.
   *
   * @param stopped ends the run when it reaches zero
   */
  HeyRun(Hey hey, LoadClient client, ClusterTimer timer, RateCap cap, CountDownLatch stopped) {
    this.hey = hey;
    this.client = client;
    this.timer = timer;
    this.cap = cap;
    this.stopped = stopped;
    this.left = new AtomicInteger(hey.duration().isPresent() ? Integer.MAX_VALUE : hey.requests());
    this.end = hey.duration().map(timer.instant()::plus).orElse(Instant.MAX);
  }

  /** Runs to the end and returns how many answers there were of each kind. */
  CommandResult run() {
    try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < hey.workers(); i++) {
        workers.execute(this::work);
      }
    }
    String summary =
        answers.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> "  [%s] %d responses\n".formatted(entry.getKey(), entry.getValue().get()))
            .collect(Collectors.joining());
    return new CommandResult(0, "Status code distribution:\n" + summary);
  }

  private void work() {
    Duration gap =
        hey.rate() == 0
            ? Duration.ZERO
            : timer.toReal(Duration.ofNanos(Math.round(NANOS_PER_SECOND / hey.rate())));
    long next = System.nanoTime();
    try {
      while (left.getAndDecrement() > 0) {
        long turn = cap.take(Math.max(next, System.nanoTime()));
        next = turn + gap.toNanos();
        if (stopped.await(turn - System.nanoTime(), TimeUnit.NANOSECONDS)
            || !timer.instant().isBefore(end)) {
          return;
        }
        answers.computeIfAbsent(send(), kind -> new AtomicInteger()).incrementAndGet();
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private String send() throws InterruptedException {
    try {
      return Integer.toString(client.send(hey.template()).status());
    } catch (IOException e) {
      return e.getClass().getSimpleName();
    }
  }
}
