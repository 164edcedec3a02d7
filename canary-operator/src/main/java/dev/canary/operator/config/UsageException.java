package dev.canary.operator.config;

import com.google.common.collect.ImmutableList;

/** The command line cannot work; the process ends with exit code 2. */
public final class UsageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient ImmutableList<String> problems;

  /**
   * Creates the exception.
   *
   * @param problems every problem: flag, value and what is accepted
   */
  public UsageException(ImmutableList<String> problems) {
    super(String.join("\n", problems));
    this.problems = problems;
  }

  /** Returns every problem. */
  public ImmutableList<String> problems() {
    return problems;
  }
}
