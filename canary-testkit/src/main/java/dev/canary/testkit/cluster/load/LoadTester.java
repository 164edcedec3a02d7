package dev.canary.testkit.cluster.load;

import dev.canary.testkit.cluster.api.http.Listener;
import dev.canary.testkit.cluster.time.ClusterTimer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;

/**
 * The load tester that the guides' hooks call, on a loopback port.
 *
 * <p>It runs {@code hey}, and {@code curl} piped to {@code grep}, over the cluster's forward proxy.
 * Durations given to {@code hey} are cluster time, and so are its rates; what is sent in real time
 * is bounded by the cap shared with all other {@link Traffic}.
 */
public final class LoadTester implements AutoCloseable {

  private final CommandRunner runner;
  private final Tasks tasks;
  private final Listener listener;

  private LoadTester(CommandRunner runner, Tasks tasks, Listener listener) {
    this.runner = runner;
    this.tasks = tasks;
    this.listener = listener;
  }

  static LoadTester start(LoadClient client, ClusterTimer timer, RateCap cap) {
    CommandRunner runner = new CommandRunner(client, timer, cap);
    Tasks tasks = new Tasks(runner);
    try {
      return new LoadTester(runner, tasks, Listener.open(0, new TesterHandler(runner, tasks)));
    } catch (IOException e) {
      throw new UncheckedIOException("the load tester found no free port on 127.0.0.1", e);
    }
  }

  /** Returns where it listens. */
  public URI url() {
    return listener.url();
  }

  /** Returns how many commands run in the background. */
  public int running() {
    return tasks.running();
  }

  /** Ends it with all its commands. Repeating it changes nothing. */
  @Override
  public void close() {
    runner.close();
    listener.close();
    tasks.close();
  }
}
