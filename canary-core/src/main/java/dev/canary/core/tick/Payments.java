package dev.canary.core.tick;

import dev.canary.core.model.Canary;
import dev.canary.core.model.CanarySpec;
import dev.canary.core.model.Checksum;
import dev.canary.core.model.Fact;
import dev.canary.core.model.Fact.Event;
import dev.canary.core.model.Fact.Repeat;
import dev.canary.core.model.Hook;
import dev.canary.core.model.HookResult;
import dev.canary.core.model.Owed;
import dev.canary.core.model.Phase;
import dev.canary.core.port.WebhookCaller;
import java.time.InstantSource;

/** Meets obligations that are about telling. */
final class Payments {

  private final WebhookCaller webhooks;
  private final InstantSource clock;

  Payments(WebhookCaller webhooks, InstantSource clock) {
    this.webhooks = webhooks;
    this.clock = clock;
  }

  void pay(Canary canary, CanarySpec spec, Owed owed, Voice.Speech speech) {
    switch (owed) {
      case Owed.Tell(String id, Fact fact) -> speech.tell(canary, fact, id, clock.instant());
      case Owed.PostRollout(String id, Phase phase) -> post(canary, spec, id, phase, speech);
      case Owed.ScaleDown down ->
          throw new IllegalStateException("a scale-down is steps of its own: " + down.id());
    }
  }

  /** The first failure ends it; nothing is retried later (webhooks chapter, post-rollout). */
  private void post(Canary canary, CanarySpec spec, String id, Phase phase, Voice.Speech speech) {
    String checksum = Checksum.of(canary.status().revisions().seen());
    for (Hook hook : spec.analysis().hooks(Hook.Type.POST_ROLLOUT)) {
      String delivery = id + "-" + hook.name();
      HookResult result =
          webhooks.call(canary, hook, new WebhookCaller.Call(phase, checksum, delivery));
      speech.tell(canary, told(hook, result, phase), delivery, clock.instant());
      if (result instanceof HookResult.Refused) {
        return;
      }
    }
  }

  private static Event told(Hook hook, HookResult result, Phase phase) {
    return switch (result) {
      case HookResult.Approved() ->
          new Event(false, "Post-rollout check " + hook.name() + " passed", phase, Repeat.ALWAYS);
      case HookResult.Refused(String error) ->
          new Event(
              true, "Post-rollout hook " + hook.name() + " failed " + error, phase, Repeat.ALWAYS);
    };
  }
}
