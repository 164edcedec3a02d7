package dev.canary.testkit.sim;

/** The process dies: an error that no code under simulation may catch. */
public final class Death extends Error {

  private static final long serialVersionUID = 1;

  /** Creates the end of a process at a call. */
  public Death(String call) {
    super("the process dies at " + call, null, false, false);
  }
}
