package dev.canary.operator.command;

import dev.canary.operator.Version;
import dev.canary.operator.config.Environment;
import dev.canary.operator.config.FlagsReference;
import dev.canary.operator.config.OperatorConfig;
import dev.canary.operator.config.Settings;
import dev.canary.operator.config.SettingsReader;
import dev.canary.operator.config.UsageException;
import dev.canary.operator.log.Logging;
import dev.canary.operator.process.OperatorProcess;
import dev.canary.operator.schedule.SystemTimers;
import dev.canary.operator.wiring.Wiring;
import java.io.PrintWriter;
import java.net.ProxySelector;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code canary operator}: runs until it is told to stop, or until leadership is lost (exit 1). Its
 * flags have Go's syntax, so they are not read by picocli.
 */
@Command(name = "operator", description = "Runs the operator against a cluster.")
public final class OperatorCommand implements Callable<Integer> {

  private static final int USAGE = 2;
  private static final Logger log = LoggerFactory.getLogger(OperatorCommand.class);

  @Spec private @Nullable CommandSpec command;

  @Parameters(arity = "0..*", paramLabel = "FLAG", description = "see canary operator -help")
  private List<String> arguments = new ArrayList<>();

  /** Creates the command for picocli. */
  public OperatorCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    Settings settings;
    try {
      settings = new SettingsReader(System::getenv, InstalledProviders::problem).read(arguments);
    } catch (UsageException wrong) {
      PrintWriter err = commandSpec().commandLine().getErr();
      wrong.problems().forEach(err::println);
      err.println("canary operator -help lists all flags");
      err.flush();
      return USAGE;
    }
    PrintWriter out = commandSpec().commandLine().getOut();
    switch (settings.task()) {
      case HELP -> out.print(FlagsReference.help());
      case VERSION -> out.println(Version.line());
      case RUN -> {
        Logging.configure(settings.logLevel(), settings.consoleLog());
        settings.warnings().forEach(log::warn);
        return run(settings.operator());
      }
    }
    out.flush();
    return 0;
  }

  private static int run(OperatorConfig config) throws InterruptedException {
    log.info("Starting {} mesh provider {}", Version.line(), config.provider());
    CountDownLatch stop = new CountDownLatch(1);
    try (SystemTimers timers = new SystemTimers();
        OperatorProcess process =
            Wiring.process(
                config, new Environment(timers, ProxySelector.getDefault(), told -> {}))) {
      Thread hook = new Thread(() -> finish(stop, process), "shutdown");
      Runtime.getRuntime().addShutdownHook(hook);
      process.start(stop::countDown);
      stop.await();
      return 1;
    }
  }

  private static void finish(CountDownLatch stop, OperatorProcess process) {
    process.close();
    stop.countDown();
  }

  private CommandSpec commandSpec() {
    return Objects.requireNonNull(command);
  }
}
