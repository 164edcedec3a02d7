package dev.canary.core.model;

import com.google.common.collect.ImmutableMap;
import java.util.Optional;

/**
 * What the routing objects say right now.
 *
 * <p>Both weights are as found: a hand-edited pair need not add up to 100.
 *
 * @param primaryWeight share of the primary in percent, as found
 * @param canaryWeight share of the canary in percent, as found
 * @param mirror what is copied to the canary
 * @param affinity the cookies that the route carries
 * @param acceptance whether the data plane has taken the objects over
 * @param versions opaque version per object; the precondition of a write
 */
public record RouteView(
    int primaryWeight,
    int canaryWeight,
    Mirror mirror,
    Affinity affinity,
    Acceptance acceptance,
    ImmutableMap<String, String> versions) {

  /** Whether the data plane has taken the routing objects over. */
  public sealed interface Acceptance {

    /** In force. */
    record Accepted() implements Acceptance {}

    /**
     * Refused or not there yet.
     *
     * @param reason what the data plane says
     */
    record Pending(String reason) implements Acceptance {}

    /** The system does not report it. */
    record Unknown() implements Acceptance {}
  }

  /** Returns the position, or empty if the weights found are not a position. */
  public Optional<Position> position() {
    boolean sane = primaryWeight + canaryWeight == 100 && canaryWeight >= 0 && canaryWeight <= 100;
    return sane
        ? Optional.of(new Position(new Weight(canaryWeight), mirror, affinity))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return primaryWeight + "/" + canaryWeight + (mirror.on() ? " mirrored" : "");
  }
}
