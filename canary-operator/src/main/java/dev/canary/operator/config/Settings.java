package dev.canary.operator.config;

import com.google.common.collect.ImmutableList;

/**
 * What a command line asks for.
 *
 * @param task what is to be done
 * @param operator configuration of the operator
 * @param logLevel {@code debug}, {@code info}, {@code warn}, {@code error}, {@code fatal} or {@code
 *     panic}
 * @param consoleLog whether log lines are text for people, else JSON
 * @param warnings what to say on start: flags without effect, and why
 */
public record Settings(
    Task task,
    OperatorConfig operator,
    String logLevel,
    boolean consoleLog,
    ImmutableList<String> warnings) {

  /** What is to be done. */
  public enum Task {
    /** Run until stopped. */
    RUN,
    /** Print the flags. */
    HELP,
    /** Print the version. */
    VERSION
  }
}
