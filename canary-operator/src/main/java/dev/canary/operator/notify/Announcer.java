package dev.canary.operator.notify;

import com.google.common.util.concurrent.MoreExecutors;
import dev.canary.core.model.Canary;
import dev.canary.core.model.CanaryKey;
import dev.canary.core.model.CanarySpec;
import dev.canary.core.model.Fact;
import dev.canary.core.model.Intake;
import dev.canary.core.port.Notifier;
import dev.canary.core.port.WebhookCaller;
import dev.canary.core.store.ObjectStore;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells each fact to all who want to know: log and metrics at once, the cluster and event hooks
 * soon after, in order for each canary and never on the path of traffic. What is waiting to be told
 * is bounded; past the bound the teller waits, so that nothing is lost.
 */
public final class Announcer implements Notifier, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Announcer.class);
  private static final int MOST_WAITING = 1000;

  private final EventRecorder recorder;
  private final EventHooks hooks;
  private final Instruments instruments;
  private final Consumer<Told> listener;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<CanaryKey, Executor> queues = new ConcurrentHashMap<>();
  private final Semaphore room = new Semaphore(MOST_WAITING);
  private final Map<CanaryKey, Canary> shown = new ConcurrentHashMap<>();

  /** An event that was told; for those who watch the process itself. */
  public record Told(CanaryKey key, Fact.Event event, Instant at) {}

  /** Creates an announcer. */
  public Announcer(
      ObjectStore store,
      WebhookCaller webhooks,
      Optional<String> eventWebhook,
      Instruments instruments,
      Consumer<Told> listener) {
    recorder = new EventRecorder(store);
    hooks = new EventHooks(webhooks, eventWebhook);
    this.instruments = instruments;
    this.listener = listener;
  }

  @Override
  public void tell(Canary canary, Fact fact, String delivery, Instant now) {
    switch (fact) {
      case Fact.Event event -> event(canary, event, delivery, now);
      case Fact.Alert alert ->
          log.atDebug().addKeyValue("canary", canary.key()).log("alert: {}", alert.text());
      case Fact.Finished(boolean succeeded, boolean skipped) ->
          spec(canary).ifPresent(spec -> instruments.finished(canary, spec, succeeded, skipped));
      case Fact.Measured(String metric, double value) ->
          spec(canary).ifPresent(spec -> instruments.measured(canary, spec, metric, value));
    }
  }

  private void event(Canary canary, Fact.Event event, String delivery, Instant now) {
    log.atInfo().addKeyValue("canary", canary.key()).log(event.text());
    listener.accept(new Told(canary.key(), event, now));
    room.acquireUninterruptibly();
    queues
        .computeIfAbsent(canary.key(), key -> MoreExecutors.newSequentialExecutor(executor))
        .execute(
            () -> {
              try {
                recorder.record(canary, event, now);
                spec(canary).ifPresent(spec -> hooks.send(canary, spec, event, delivery, now));
              } finally {
                room.release();
              }
            });
  }

  private static Optional<CanarySpec> spec(Canary canary) {
    return switch (canary.intake()) {
      case Intake.Accepted(CanarySpec spec, var notes) -> Optional.of(spec);
      case Intake.Refused(var problems, Optional<CanarySpec> last) -> last;
    };
  }

  @Override
  public void gauge(Canary canary, int primaryWeight, int canaryWeight) {
    shown.put(canary.key(), canary);
    spec(canary).ifPresent(spec -> instruments.show(canary, spec, primaryWeight, canaryWeight));
  }

  /** Drops what is kept and shown of a canary that is gone. */
  public void forget(CanaryKey key) {
    queues.remove(key);
    Canary last = shown.remove(key);
    if (last != null) {
      spec(last).ifPresent(spec -> instruments.forget(last, spec));
    }
  }

  /** Gives what is waiting two seconds to be told. */
  @Override
  public void close() {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(2, TimeUnit.SECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      executor.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
