package dev.canary.core.model;

/** How a revision earns its promotion (state machine chapter, section 8). */
public sealed interface Strategy {

  /** The name that metrics and alerts carry. */
  String label();

  /**
   * Traffic moves in steps of weight.
   *
   * @param ladder the weights
   * @param mirror whether one mirrored interval comes before the first weight
   */
  record Progressive(Ladder ladder, boolean mirror) implements Strategy {
    @Override
    public String label() {
      return "canary";
    }
  }

  /**
   * Requests that match the audience go to the canary.
   *
   * @param iterations analyses to pass, at least 1
   */
  record AbTest(int iterations) implements Strategy {
    @Override
    public String label() {
      return "ab-testing";
    }
  }

  /**
   * The canary is analysed beside the live traffic, which then moves at once.
   *
   * @param iterations analyses to pass, at least 1
   * @param mirror whether live requests are copied to the canary meanwhile
   */
  record BlueGreen(int iterations, boolean mirror) implements Strategy {
    @Override
    public String label() {
      return "blue-green";
    }
  }
}
