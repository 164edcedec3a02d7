package dev.canary.operator;

import dev.canary.operator.command.ManifestsCommand;
import dev.canary.operator.command.OperatorCommand;
import dev.canary.operator.command.RemoveCommand;
import dev.canary.operator.command.ValidateCommand;
import dev.canary.operator.demo.DemoCommand;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/** The entry point of the launcher. Exit codes: 0 for success, 1 for an error, 2 for bad usage. */
@Command(
    name = "canary",
    mixinStandardHelpOptions = true,
    version = "canary " + Version.TEXT,
    description = "Progressive delivery for Kubernetes.",
    subcommands = {
      OperatorCommand.class,
      DemoCommand.class,
      ValidateCommand.class,
      ManifestsCommand.class,
      RemoveCommand.class
    })
public final class Main {

  private Main() {}

  /** Runs a command and exits. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** Returns the launcher's command line. */
  public static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Main());
    line.setExpandAtFiles(false);
    // The operator reads its own flags, in Go's syntax.
    Objects.requireNonNull(line.getSubcommands().get("operator"))
        .setUnmatchedOptionsArePositionalParams(true);
    line.setExecutionExceptionHandler(Main::failed);
    return line;
  }

  /** What an exception says is for people; where it comes from, only if it says nothing. */
  private static int failed(Exception failure, CommandLine line, ParseResult parsed) {
    if (failure.getMessage() == null) {
      failure.printStackTrace(line.getErr());
    } else {
      line.getErr().println("canary: " + failure.getMessage());
    }
    line.getErr().flush();
    return 1;
  }
}
