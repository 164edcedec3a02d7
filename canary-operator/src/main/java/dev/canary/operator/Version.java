package dev.canary.operator;

/** The version of this build. */
public final class Version {

  /** As in the POM. */
  public static final String TEXT = "0.1.0-SNAPSHOT";

  private Version() {}
}
