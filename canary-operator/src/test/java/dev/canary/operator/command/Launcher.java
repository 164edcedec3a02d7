package dev.canary.operator.command;

import dev.canary.operator.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/**
 * What a run of the launcher came to.
 *
 * @param exit exit code
 * @param out standard output
 * @param err standard error stream
 */
record Launcher(int exit, String out, String err) {

  /** Runs a command in this process. */
  static Launcher run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int exit = line.execute(arguments);
    return new Launcher(exit, out.toString(), err.toString());
  }
}
