package dev.canary.testkit.cluster.client;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Works on keys one after another on its own thread; a key asked for several times before its turn
 * gets one turn.
 *
 * <p>A turn that fails because the API refused or did not answer is repeated, at most {@link
 * #MAX_ATTEMPTS} times in a row; the next change of the key begins anew. Any other failure is a
 * bug: it goes to the thread's uncaught exception handler, and the queue goes on with the next key.
 */
public final class WorkQueue<K> implements AutoCloseable {

  /** How often a turn is tried before it is given up until the next change. */
  public static final int MAX_ATTEMPTS = 20;

  private static final Duration LONGEST_END = Duration.ofSeconds(1);

  private final Consumer<K> work;
  private final LinkedHashSet<K> waiting = new LinkedHashSet<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread thread;
  private final CountDownLatch ended = new CountDownLatch(1);

  /** Prepares a queue whose keys are handed to the work; {@link #start} begins. */
  public WorkQueue(String name, Consumer<K> work) {
    this.work = work;
    this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
  }

  /**
   * Begins to work.
   *
   * @throws IllegalThreadStateException if it was begun before
   */
  public void start() {
    thread.start();
  }

  /** Asks for a turn of the key; after {@link #close} nothing happens. */
  public void add(K key) {
    lock.lock();
    try {
      waiting.add(key);
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    for (K key = next(); key != null; key = next()) {
      try {
        work(key);
      } catch (RuntimeException bug) {
        thread.getUncaughtExceptionHandler().uncaughtException(thread, bug);
      }
    }
  }

  private void work(K key) {
    for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
      try {
        work.accept(key);
        return;
      } catch (ApiFailure failure) {
        if (paused()) {
          return;
        }
      }
    }
  }

  /** Waits a little: what failed may succeed with objects seen meanwhile. */
  private boolean paused() {
    try {
      return ended.await(Mirror.FIRST_PAUSE.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }

  private @Nullable K next() {
    lock.lock();
    try {
      while (waiting.isEmpty() && ended.getCount() > 0) {
        changed.await();
      }
      return ended.getCount() == 0 ? null : waiting.removeFirst();
    } catch (InterruptedException e) {
      return null;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Begins no further turn, interrupts the one under way and waits until it has ended, at most a
   * second. Repeating it changes nothing.
   */
  @Override
  public void close() {
    lock.lock();
    try {
      ended.countDown();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    thread.interrupt();
    try {
      if (thread.getState() != Thread.State.NEW) {
        thread.join(LONGEST_END);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
