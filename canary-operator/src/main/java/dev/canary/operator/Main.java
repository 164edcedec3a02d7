package dev.canary.operator;

import dev.canary.operator.command.OperatorCommand;
import dev.canary.operator.demo.DemoCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entry point of the launcher. Exit codes: 0 for success, 1 for an error, 2 for bad usage. */
@Command(
    name = "canary",
    mixinStandardHelpOptions = true,
    version = "canary " + Version.TEXT,
    description = "Progressive delivery for Kubernetes.",
    subcommands = {OperatorCommand.class, DemoCommand.class})
public final class Main {

  private Main() {}

  /** Runs a command and exits. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main());
  }
}
