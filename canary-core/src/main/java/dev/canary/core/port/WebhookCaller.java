package dev.canary.core.port;

import dev.canary.core.model.Canary;
import dev.canary.core.model.Hook;
import dev.canary.core.model.HookResult;
import dev.canary.core.model.Phase;

/**
 * Calls hooks. Bounded in time and size; a call may take as long as the hook's time-out and retries
 * allow. A missing answer is a refusal, never an exception.
 */
public interface WebhookCaller {

  /**
   * Calls the hook once, retries included.
   *
   * @param canary as last read
   * @param hook whom to call
   * @param call what is said
   */
  HookResult call(Canary canary, Hook hook, Call call);

  /**
   * What a hook is told.
   *
   * @param phase phase of the payload
   * @param checksum of the revision last taken into account
   * @param delivery stable id of this question, sent as a header
   */
  record Call(Phase phase, String checksum, String delivery) {}
}
