package dev.canary.operator.command;

import dev.canary.operator.config.Environment;
import dev.canary.operator.process.OperatorProcess;
import dev.canary.operator.schedule.SystemTimers;
import dev.canary.operator.wiring.Wiring;
import java.net.ProxySelector;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code canary operator}: runs until it is told to stop, or until leadership is lost (exit 1). */
@Command(
    name = "operator",
    mixinStandardHelpOptions = true,
    description = "Runs the operator against a cluster.")
public final class OperatorCommand implements Callable<Integer> {

  @Mixin private OperatorOptions options = new OperatorOptions();

  /** Creates the command for picocli. */
  public OperatorCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    CountDownLatch stop = new CountDownLatch(1);
    try (SystemTimers timers = new SystemTimers();
        OperatorProcess process =
            Wiring.process(
                options.config(System::getenv),
                new Environment(timers, ProxySelector.getDefault(), told -> {}))) {
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
}
