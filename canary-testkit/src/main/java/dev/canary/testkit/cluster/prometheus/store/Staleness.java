package dev.canary.testkit.cluster.prometheus.store;

/**
 * The marker that ends a series: a NaN that no measurement gives, told apart by its bits. A series
 * whose newest sample is the marker is absent until its next sample.
 */
public final class Staleness {
  /** A quiet NaN, because copying a signalling one may change its bits. */
  private static final long BITS = 0x7ff8_0000_0000_57a1L;

  /** The value to store. */
  public static final double MARKER = Double.longBitsToDouble(BITS);

  private Staleness() {}

  /** Tells the marker from every number and from every ordinary NaN. */
  public static boolean isMarker(double value) {
    return Double.doubleToRawLongBits(value) == BITS;
  }
}
