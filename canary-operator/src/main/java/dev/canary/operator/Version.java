package dev.canary.operator;

/** The version of this build. */
public final class Version {

  /** As in the POM. */
  public static final String TEXT = "0.1.0-SNAPSHOT";

  /** The build does not record the commit that it was made from. */
  private static final String REVISION = "unknown";

  private Version() {}

  /**
   * Returns the line that {@code -version} prints; scripts read it (operator chapter, section 1).
   */
  public static String line() {
    return "Flagger version " + TEXT + " revision  " + REVISION;
  }
}
