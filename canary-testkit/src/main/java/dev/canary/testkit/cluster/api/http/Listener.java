package dev.canary.testkit.cluster.api.http;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Accepts connections on a loopback port; one virtual thread per request. */
public final class Listener {

  private static final int BACKLOG = 256;

  /** Headers and body leave in two writes: with Nagle's algorithm a reply may take 40 ms. */
  private static final String NO_DELAY = "sun.net.httpserver.nodelay";

  /**
   * By default an idle connection ends after 30 seconds, as the JDK's client also has it: then a
   * request can meet a connection that is just being closed.
   */
  private static final String IDLE_SECONDS = "sun.net.httpserver.idleInterval";

  private final HttpServer server;
  private final ExecutorService executor;

  private Listener(HttpServer server, ExecutorService executor) {
    this.server = server;
    this.executor = executor;
  }

  /**
   * Starts to accept connections.
   *
   * @param port 0 for any free one
   * @throws IOException if the port is taken
   */
  public static Listener open(int port, HttpHandler handler) throws IOException {
    set(NO_DELAY, "true");
    set(IDLE_SECONDS, "300");
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    HttpServer server = HttpServer.create(new InetSocketAddress(loopback, port), BACKLOG);
    ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    server.setExecutor(executor);
    server.createContext("/", handler);
    server.start();
    return new Listener(server, executor);
  }

  /** Returns the port in use. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** Returns where clients reach it. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + port());
  }

  /** Refuses new connections and cuts the open ones; running requests are interrupted. */
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }

  /** The JDK's server reads its settings from system properties when it is first used. */
  private static void set(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
