package dev.canary.testkit.cluster.load;

import dev.canary.testkit.cluster.time.ClusterTimer;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** Runs commands to their end, over the forward proxy of the cluster. */
final class CommandRunner implements AutoCloseable {

  /** As curl: could not get an answer. */
  private static final int NO_ANSWER = 7;

  /** As {@code curl --fail}. */
  private static final int BAD_STATUS = 22;

  private static final int ERRORS = 400;

  private final LoadClient client;
  private final ClusterTimer timer;
  private final RateCap cap;
  private final CountDownLatch stopped = new CountDownLatch(1);

  CommandRunner(LoadClient client, ClusterTimer timer, RateCap cap) {
    this.client = client;
    this.timer = timer;
    this.cap = cap;
  }

  CommandResult run(Command command) throws InterruptedException {
    return switch (command) {
      case Command.Load(Hey hey) -> new HeyRun(hey, client, timer, cap, stopped).run();
      case Command.Request request -> request(request);
    };
  }

  /** The exit status is that of the last command of the pipe, as in a shell. */
  private CommandResult request(Command.Request request) throws InterruptedException {
    CommandResult result = curl(request.curl());
    for (Grep filter : request.filters()) {
      result = filter.filter(result.output());
    }
    return result;
  }

  private CommandResult curl(Curl curl) throws InterruptedException {
    try {
      LoadClient.Answer answer = client.send(curl.template());
      if (curl.fail() && answer.status() >= ERRORS) {
        return new CommandResult(BAD_STATUS, "");
      }
      return new CommandResult(0, curl.quiet() ? "" : answer.body());
    } catch (IOException e) {
      return new CommandResult(NO_ANSWER, "");
    }
  }

  /** Ends the load generators under way. */
  @Override
  public void close() {
    stopped.countDown();
  }
}
