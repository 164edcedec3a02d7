package dev.canary.core.machine;

import dev.canary.core.model.CanaryKey;
import dev.canary.core.model.CanarySpec;
import dev.canary.core.model.Fact;
import dev.canary.core.model.Fact.Alert;
import dev.canary.core.model.Fact.Event;
import dev.canary.core.model.Fact.Repeat;
import dev.canary.core.model.Fact.Severity;
import dev.canary.core.model.Phase;

/**
 * The events and alerts of a rollout, word for word (state machine chapter, sections 5 to 11;
 * operator chapter, section 8). Users match on them: change none.
 */
final class Texts {

  private final String canary;
  private final String target;
  private final String primary;
  private final String kind;
  private final Phase phase;

  private Texts(String canary, String target, String primary, String kind, Phase phase) {
    this.canary = canary;
    this.target = target;
    this.primary = primary;
    this.kind = kind;
    this.phase = phase;
  }

  static Texts of(Snapshot seen) {
    CanaryKey key = seen.canary().key();
    CanarySpec spec = seen.spec();
    String in = "." + key.namespace();
    return new Texts(
        key.toString(),
        spec.target().name() + in,
        spec.primaryName() + in,
        spec.target().kind(),
        seen.status().phase());
  }

  /** Returns these texts with another phase in the payload of event hooks. */
  Texts in(Phase other) {
    return new Texts(canary, target, primary, kind, other);
  }

  private Event normal(String text) {
    return new Event(false, text, phase, Repeat.ALWAYS);
  }

  Event warning(String text) {
    return new Event(true, text, phase, Repeat.ALWAYS);
  }

  /** A state that lasts: told on change, and once per interval. */
  Event lasting(String text) {
    return new Event(true, text, phase, Repeat.THROTTLED);
  }

  /** A condition that holds until somebody changes it. */
  Event onEntry(boolean warning, String text) {
    return new Event(warning, text, phase, Repeat.ON_ENTRY);
  }

  private static Alert alert(Severity severity, String text) {
    return new Alert(severity, text, false);
  }

  Event suspended() {
    return onEntry(false, "skipping canary run as object is suspended");
  }

  Event providersAvailable() {
    return normal("all the metrics providers are available!");
  }

  Event providersUnavailable(String problem) {
    return warning("Error checking metric providers: " + problem);
  }

  Event initialized() {
    return normal("Initialization done! " + canary);
  }

  Alert initializedAlert() {
    return new Alert(Severity.INFO, "New " + kind + " detected, initialization completed.", true);
  }

  Event detected() {
    return normal("New revision detected! Scaling up " + target);
  }

  Alert detectedAlert() {
    return new Alert(Severity.INFO, "New revision detected, progressing canary analysis.", true);
  }

  Event restarting() {
    return normal("New revision detected! Restarting analysis for " + target);
  }

  Event cancelled() {
    return normal("Target is back at the promoted revision, cancelling analysis for " + target);
  }

  Event starting() {
    return normal("Starting canary analysis for " + target);
  }

  Event weight(int weight) {
    return normal("Advance " + canary + " canary weight " + weight);
  }

  Event iteration(int done, int of) {
    return normal("Advance " + canary + " canary iteration " + done + "/" + of);
  }

  Event primaryWeight(int weight) {
    return normal("Advance " + canary + " primary weight " + weight);
  }

  Event toCanary(boolean mirrored) {
    return normal(
        mirrored
            ? "Stop traffic mirroring and route all traffic to canary"
            : "Routing all traffic to canary");
  }

  Event toPrimary() {
    return normal("Routing all traffic to primary");
  }

  Event copying() {
    return normal("Copying " + target + " template spec to " + primary);
  }

  Event promoted() {
    return normal("Promotion completed! Scaling down " + target);
  }

  Alert promotedAlert() {
    return alert(Severity.INFO, "Canary analysis completed successfully, promotion finished.");
  }

  Event skipped() {
    return normal("Promotion completed! Canary analysis was skipped for " + target);
  }

  Alert skippedAlert() {
    return alert(Severity.INFO, "Canary analysis was skipped, promotion finished.");
  }

  Event thresholdReached(int failed) {
    return warning("Rolling back " + canary + " failed checks threshold reached " + failed);
  }

  Alert thresholdReachedAlert(int failed) {
    return alert(Severity.ERROR, "Failed checks threshold reached " + failed);
  }

  Event deadlineExceeded(String problem) {
    return warning("Rolling back " + canary + " progress deadline exceeded " + problem);
  }

  Alert deadlineExceededAlert(String problem) {
    return alert(Severity.ERROR, "Progress deadline exceeded " + problem);
  }

  Event manualRollback() {
    return warning("Rolling back " + canary + " manual webhook invoked");
  }

  Alert manualRollbackAlert() {
    return alert(Severity.WARN, "Rolling back manual webhook invoked");
  }

  Event gateTimeout(String hook, long seconds) {
    return warning(
        "Rolling back " + canary + " gate " + hook + " closed for more than " + seconds + "s");
  }

  Alert gateTimeoutAlert(String hook) {
    return alert(Severity.ERROR, "Gate " + hook + " stayed closed, rolling back");
  }

  Event failed() {
    return warning("Canary failed! Scaling down " + canary);
  }

  Event promotionFailed(String problem) {
    return warning("Promotion of " + target + " failed, primary not ready: " + problem);
  }

  Alert promotionFailedAlert(String problem) {
    return alert(Severity.ERROR, "Promotion failed, primary not ready: " + problem);
  }

  Event routeCorrected(String found, String wanted) {
    return warning(
        "Route of " + canary + " was at " + found + ", putting back the recorded " + wanted);
  }

  Event terminating() {
    return normal("Terminating canary " + canary);
  }

  Event terminated() {
    return normal("Terminated canary " + canary);
  }

  Event hookPassed(String type, String hook) {
    return normal(type + " check " + hook + " passed");
  }

  Event rollbackHookPassed(String hook) {
    return warning("Rollback check " + hook + " passed");
  }

  Event rollbackHookSilent(String hook) {
    return normal("Rollback hook " + hook + " not signaling a rollback");
  }

  Event halted(String rest) {
    return warning("Halt " + canary + " advancement " + rest);
  }

  Alert waiting(Fact.Severity severity, String text) {
    return alert(severity, text);
  }

  /** Returns {@code name.namespace} of the target. */
  String target() {
    return target;
  }
}
