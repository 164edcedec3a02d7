package dev.canary.core.tick;

import dev.canary.core.machine.Answer;
import dev.canary.core.machine.Question;
import dev.canary.core.model.Checksum;
import dev.canary.core.model.HookResult;
import dev.canary.core.model.Measurement;
import dev.canary.core.port.Metrics;
import dev.canary.core.port.WebhookCaller;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Sends questions to their ports, for as long as one conversation may last. */
final class Answers {

  private static final Duration LEAST_LIMIT = Duration.ofMinutes(2);

  private final WebhookCaller webhooks;
  private final Metrics metrics;
  private final InstantSource clock;

  Answers(WebhookCaller webhooks, Metrics metrics, InstantSource clock) {
    this.webhooks = webhooks;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** Returns when a conversation that starts now must be over: after an interval or two minutes. */
  Instant deadline(Subject subject) {
    Duration interval = subject.spec().analysis().interval();
    return clock.instant().plus(interval.compareTo(LEAST_LIMIT) > 0 ? interval : LEAST_LIMIT);
  }

  /** Returns the answer, or the one of a port that did not answer if the time is up. */
  Answer to(Question question, Subject subject, Instant deadline) {
    boolean late = clock.instant().isAfter(deadline);
    return switch (question) {
      case Question.CallHook hook ->
          new Answer.Hooked(late ? new HookResult.Refused(tooLate()) : call(hook, subject));
      case Question.Measure measure ->
          new Answer.Measured(
              late
                  ? new Measurement.ProviderError(tooLate())
                  : metrics.measure(
                      subject.canary(), subject.spec(), measure.check(), measure.aspect()));
      case Question.ProbeMetrics probe ->
          new Answer.Probed(
              late
                  ? Optional.of(tooLate())
                  : metrics.unavailable(subject.canary(), subject.spec()));
    };
  }

  private HookResult call(Question.CallHook question, Subject subject) {
    String checksum = Checksum.of(subject.canary().status().revisions().seen());
    return webhooks.call(
        subject.canary(),
        question.hook(),
        new WebhookCaller.Call(question.phase(), checksum, question.id()));
  }

  private static String tooLate() {
    return "not asked: the checks of this turn took longer than an interval";
  }
}
