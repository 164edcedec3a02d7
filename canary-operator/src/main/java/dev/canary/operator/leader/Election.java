package dev.canary.operator.leader;

import dev.canary.core.port.Leadership;
import java.time.Instant;

/** Decides which of several processes acts. */
public interface Election extends Leadership, AutoCloseable {

  /**
   * Starts to compete.
   *
   * @param won runs once this process may act
   * @param lost runs once if it may not any more; the process must end then
   */
  void start(Runnable won, Runnable lost);

  /** Gives leadership up, so that another process can take over at once. */
  @Override
  void close();

  /** Returns the election of a process that is alone: won at once, never lost. */
  static Election alone() {
    return new Election() {
      @Override
      public Instant until() {
        return Instant.MAX;
      }

      @Override
      public void start(Runnable won, Runnable lost) {
        won.run();
      }

      @Override
      public void close() {}
    };
  }
}
