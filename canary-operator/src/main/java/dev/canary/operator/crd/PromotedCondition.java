package dev.canary.operator.crd;

import static dev.canary.operator.crd.Condition.Status.FALSE;
import static dev.canary.operator.crd.Condition.Status.TRUE;
import static dev.canary.operator.crd.Condition.Status.UNKNOWN;

import dev.canary.core.model.RolloutState;
import dev.canary.core.model.RolloutState.Failed;
import java.util.Optional;

/**
 * The texts of the {@code Promoted} condition (state machine chapter, section 2.3). {@code
 * Terminating} and a failed promotion say what is true of them.
 */
final class PromotedCondition {

  private PromotedCondition() {}

  /**
   * Returns the condition in a state; empty before the first one.
   *
   * @param kind of the target
   */
  static Optional<Condition> of(RolloutState state, String kind) {
    return switch (state.phase()) {
      case NEW -> Optional.empty();
      case INITIALIZING ->
          condition(state, UNKNOWN, "New " + kind + " detected, starting initialization.");
      case INITIALIZED -> condition(state, TRUE, kind + " initialization completed.");
      case WAITING, WAITING_PROMOTION -> condition(state, UNKNOWN, "Waiting for approval.");
      case PROGRESSING ->
          condition(state, UNKNOWN, "New revision detected, progressing canary analysis.");
      case PROMOTING ->
          condition(state, UNKNOWN, "Canary analysis completed, starting primary rolling update.");
      case FINALISING ->
          condition(state, UNKNOWN, "Canary analysis completed, routing all traffic to primary.");
      case SUCCEEDED ->
          condition(state, TRUE, "Canary analysis completed successfully, promotion finished.");
      case FAILED -> condition(state, FALSE, failed(state, kind));
      case TERMINATING -> condition(state, UNKNOWN, "Canary deleted, restoring " + kind + ".");
      case TERMINATED -> condition(state, UNKNOWN, "Canary deleted, " + kind + " restored.");
    };
  }

  private static String failed(RolloutState state, String kind) {
    return state instanceof Failed(boolean canaryServes) && canaryServes
        ? "Promotion failed, primary not ready, " + kind + " keeps serving all traffic."
        : "Canary analysis failed, " + kind + " scaled to zero.";
  }

  private static Optional<Condition> condition(
      RolloutState state, Condition.Status status, String message) {
    return Optional.of(new Condition(Condition.PROMOTED, status, state.phase().text(), message));
  }
}
