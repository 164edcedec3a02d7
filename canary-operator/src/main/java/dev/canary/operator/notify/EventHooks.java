package dev.canary.operator.notify;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.canary.core.model.Canary;
import dev.canary.core.model.CanarySpec;
import dev.canary.core.model.Checksum;
import dev.canary.core.model.Fact.Event;
import dev.canary.core.model.Hook;
import dev.canary.core.model.HookResult;
import dev.canary.core.port.WebhookCaller;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends each event to the hooks of type {@code event}, or to the operator-wide one if there are
 * none.
 */
final class EventHooks {

  private static final Logger log = LoggerFactory.getLogger(EventHooks.class);

  private final WebhookCaller webhooks;
  private final Optional<String> global;

  EventHooks(WebhookCaller webhooks, Optional<String> global) {
    this.webhooks = webhooks;
    this.global = global;
  }

  void send(Canary canary, CanarySpec spec, Event event, String delivery, Instant now) {
    for (Hook hook : hooks(spec)) {
      String checksum = Checksum.of(canary.status().revisions().seen());
      WebhookCaller.Call call = new WebhookCaller.Call(event.phase(), checksum, delivery);
      if (webhooks.call(canary, about(hook, event, now), call)
          instanceof HookResult.Refused(String error)) {
        log.atError()
            .addKeyValue("canary", canary.key())
            .log("error sending event to webhook: {}", error);
      }
    }
  }

  private ImmutableList<Hook> hooks(CanarySpec spec) {
    ImmutableList<Hook> own = spec.analysis().hooks(Hook.Type.EVENT);
    if (!own.isEmpty() || global.isEmpty()) {
      return own;
    }
    return ImmutableList.of(
        new Hook(
            "events",
            Hook.Type.EVENT,
            global.get(),
            Duration.ofSeconds(10),
            0,
            false,
            true,
            ImmutableMap.of()));
  }

  private static Hook about(Hook hook, Event event, Instant now) {
    TreeMap<String, String> metadata = new TreeMap<>(hook.metadata());
    metadata.put("eventMessage", event.text());
    metadata.put("eventType", event.warning() ? "Warning" : "Normal");
    metadata.put("timestamp", Long.toString(now.toEpochMilli()));
    return new Hook(
        hook.name(),
        hook.type(),
        hook.url(),
        hook.timeout(),
        hook.retries(),
        hook.disableTls(),
        hook.muteAlert(),
        ImmutableMap.copyOf(metadata));
  }
}
