package dev.canary.testkit.cluster.prometheus;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** An HTTP server on loopback that shows the metrics it is told to. */
final class ScriptedTarget implements AutoCloseable {
  private final HttpServer server;
  private final AtomicInteger requests = new AtomicInteger();
  private final Semaphore arrived = new Semaphore(0);
  private final CountDownLatch released = new CountDownLatch(1);
  private volatile int status = 200;
  private volatile String body = "";
  private volatile boolean hanging;

  private ScriptedTarget(HttpServer server) {
    this.server = server;
  }

  static ScriptedTarget start() {
    try {
      HttpServer http =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      ScriptedTarget target = new ScriptedTarget(http);
      http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      http.createContext("/metrics", target::handle);
      http.start();
      return target;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/metrics");
  }

  void shows(String metrics) {
    answers(200, metrics);
  }

  void answers(int code, String text) {
    status = code;
    body = text;
  }

  /** From now on sends half an answer and then nothing, until closed. */
  void hangs() {
    hanging = true;
  }

  int requests() {
    return requests.get();
  }

  /** Waits until that many requests have come; at most thirty seconds. */
  void awaitRequests(int count) throws InterruptedException {
    if (!arrived.tryAcquire(count, 30, TimeUnit.SECONDS)) {
      throw new IllegalStateException("only %d of %d requests came".formatted(requests(), count));
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      requests.incrementAndGet();
      arrived.release();
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, hanging ? 1_000 : bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
      if (hanging) {
        exchange.getResponseBody().flush();
        released.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    released.countDown();
    server.stop(0);
  }
}
