package dev.canary.testkit.cluster.podinfo;

import dev.canary.testkit.cluster.api.http.Listener;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A running podinfo on a loopback port of its own.
 *
 * <p>It answers {@code /}, {@code /version}, {@code /healthz}, {@code /readyz}, {@code /env},
 * {@code /headers}, {@code /echo}, {@code /token} (POST), {@code /status/CODE} and {@code
 * /delay/SECONDS}; anything else is 404. It never fails by itself: faults come from whoever calls
 * the last two. Waits are real time.
 */
public final class PodinfoServer implements AutoCloseable {

  private final PodinfoHandler handler;
  private final Listener listener;

  private PodinfoServer(PodinfoHandler handler, Listener listener) {
    this.handler = handler;
    this.listener = listener;
  }

  /**
   * Starts a server on any free port.
   *
   * @param hostname what it calls itself; a pod's name
   * @param version what version it says it is; an image's tag
   * @throws UncheckedIOException if there is no free port
   */
  public static PodinfoServer start(String hostname, String version) {
    PodinfoHandler handler = new PodinfoHandler(hostname, version);
    try {
      return new PodinfoServer(handler, Listener.open(0, handler));
    } catch (IOException e) {
      throw new UncheckedIOException("podinfo " + hostname + " found no free port", e);
    }
  }

  /** Returns the loopback port. */
  public int port() {
    return listener.port();
  }

  /** Returns the name it calls itself. */
  public String hostname() {
    return handler.hostname();
  }

  /** Returns the version it says it is. */
  public String version() {
    return handler.version();
  }

  /** Returns how many requests it has answered. */
  public long requests() {
    return handler.requests();
  }

  /** Stops it; requests under way are cut. Repeating it changes nothing. */
  @Override
  public void close() {
    handler.close();
    listener.close();
  }
}
