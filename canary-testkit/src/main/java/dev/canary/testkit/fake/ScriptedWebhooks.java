package dev.canary.testkit.fake;

import com.google.common.collect.ImmutableList;
import dev.canary.core.model.Canary;
import dev.canary.core.model.CanaryKey;
import dev.canary.core.model.Hook;
import dev.canary.core.model.HookResult;
import dev.canary.core.port.WebhookCaller;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Answers hooks by script: per hook a queue of answers, then its standing one. Without a script
 * every hook approves, but rollback hooks refuse.
 */
public final class ScriptedWebhooks implements WebhookCaller {

  private final Map<String, Deque<HookResult>> next = new HashMap<>();
  private final Map<String, HookResult> standing = new HashMap<>();
  private final List<Called> calls = new ArrayList<>();

  /**
   * One call as it was made.
   *
   * @param key of the canary
   * @param hook whom
   * @param call what was said
   */
  public record Called(CanaryKey key, Hook hook, Call call) {}

  /** Sets what a hook answers once its queue is empty. */
  public synchronized ScriptedWebhooks always(String hook, HookResult result) {
    standing.put(hook, result);
    return this;
  }

  /** Makes a hook approve from now on. */
  public ScriptedWebhooks approve(String hook) {
    return always(hook, new HookResult.Approved());
  }

  /** Makes a hook refuse from now on. */
  public ScriptedWebhooks refuse(String hook) {
    return always(hook, new HookResult.Refused("403 Forbidden"));
  }

  /** Adds to what a hook answers next, one answer per call. */
  public synchronized ScriptedWebhooks next(String hook, HookResult... results) {
    next.computeIfAbsent(hook, name -> new ArrayDeque<>()).addAll(List.of(results));
    return this;
  }

  /** Returns every call, oldest first. */
  public synchronized ImmutableList<Called> calls() {
    return ImmutableList.copyOf(calls);
  }

  @Override
  public synchronized HookResult call(Canary canary, Hook hook, Call call) {
    calls.add(new Called(canary.key(), hook, call));
    HookResult queued = next.getOrDefault(hook.name(), new ArrayDeque<>()).poll();
    if (queued != null) {
      return queued;
    }
    HookResult fallback =
        hook.type() == Hook.Type.ROLLBACK
            ? new HookResult.Refused("404 Not Found")
            : new HookResult.Approved();
    return standing.getOrDefault(hook.name(), fallback);
  }
}
