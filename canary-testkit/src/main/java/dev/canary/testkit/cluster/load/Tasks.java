package dev.canary.testkit.cluster.load;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** Runs commands in the background, each key at most once at a time. */
final class Tasks implements AutoCloseable {

  /** How many commands run at once; more are refused. */
  static final int MOST = 50;

  private final CommandRunner runner;
  private final ConcurrentMap<String, Command> running = new ConcurrentHashMap<>();
  private final Semaphore room = new Semaphore(MOST);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  Tasks(CommandRunner runner) {
    this.runner = runner;
  }

  /**
   * Starts the command unless one of that key is running.
   *
   * @return false if too many others are running
   */
  boolean start(String key, Command command) {
    if (running.containsKey(key)) {
      return true;
    }
    if (!room.tryAcquire()) {
      return false;
    }
    if (running.putIfAbsent(key, command) != null) {
      room.release();
      return true;
    }
    threads.execute(
        () -> {
          try {
            runner.run(command);
          } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
          } finally {
            running.remove(key);
            room.release();
          }
        });
    return true;
  }

  /** Returns how many commands are running. */
  int running() {
    return running.size();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
