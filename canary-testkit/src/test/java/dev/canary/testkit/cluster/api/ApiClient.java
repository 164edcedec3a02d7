package dev.canary.testkit.cluster.api;

import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A bare HTTP client of the server under test. */
final class ApiClient implements AutoCloseable {

  private static final Duration DEADLINE = Duration.ofSeconds(20);

  private final URI url;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  ApiClient(ApiServer server) {
    this.url = server.url();
  }

  /** An answer with a JSON body. */
  record Answer(int code, Tree body, HttpResponse<String> response) {
    String reason() {
      return body.textOr("", "reason");
    }

    String message() {
      return body.textOr("", "message");
    }

    String version() {
      return body.textOr("", "metadata", "resourceVersion");
    }
  }

  Answer get(String path) {
    return send(request(path).GET());
  }

  Answer getAs(String accept, String path) {
    return send(request(path).header("Accept", accept).GET());
  }

  Answer post(String path, String json) {
    return send(request(path).POST(BodyPublishers.ofString(json)));
  }

  Answer put(String path, Tree body) {
    return send(request(path).PUT(BodyPublishers.ofString(Json.write(body))));
  }

  Answer patch(String type, String path, String patch) {
    return send(
        request(path)
            .header("Content-Type", "application/" + type)
            .method("PATCH", BodyPublishers.ofString(patch)));
  }

  Answer mergePatch(String path, String patch) {
    return patch("merge-patch+json", path, patch);
  }

  Answer delete(String path) {
    return send(request(path).DELETE());
  }

  Answer delete(String path, String options) {
    return send(request(path).method("DELETE", BodyPublishers.ofString(options)));
  }

  Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      String text = response.body();
      boolean json = text.startsWith("{") || text.startsWith("[");
      return new Answer(response.statusCode(), json ? Json.read(text) : Tree.of(text), response);
    } catch (IOException cut) {
      throw new ConnectionCut(cut);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  Events watch(String path) {
    return watchAs("application/json", path);
  }

  Events watchAs(String accept, String path) {
    try {
      HttpResponse<InputStream> response =
          http.send(
              HttpRequest.newBuilder(url.resolve(path))
                  .header("Accept", accept)
                  .timeout(DEADLINE)
                  .build(),
              BodyHandlers.ofInputStream());
      return new Events(response);
    } catch (IOException cut) {
      throw new ConnectionCut(cut);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  /** Sends the lines as they are and returns the answer up to the end of the connection. */
  String raw(String lines) {
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      socket.setSoTimeout((int) DEADLINE.toMillis());
      socket
          .getOutputStream()
          .write(lines.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException cut) {
      throw new ConnectionCut(cut);
    }
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(url.resolve(path))
        .timeout(DEADLINE)
        .header("User-Agent", "api-client-test");
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  /** The connection ended without an answer. */
  static final class ConnectionCut extends RuntimeException {
    ConnectionCut(IOException cause) {
      super(cause);
    }
  }

  /** The events of a watch; {@link #next} blocks, so give each test a time limit. */
  static final class Events implements AutoCloseable {
    private final int code;
    private final BufferedReader lines;

    Events(HttpResponse<InputStream> response) {
      this.code = response.statusCode();
      this.lines =
          new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    int code() {
      return code;
    }

    /** Returns the next event as "TYPE name". */
    String nextName() {
      Tree event = next();
      return event.textOr("", "type") + " " + event.textOr("", "object", "metadata", "name");
    }

    Tree next() {
      try {
        String line = lines.readLine();
        if (line == null) {
          throw new IllegalStateException("the watch has ended");
        }
        return Json.read(line);
      } catch (IOException cut) {
        throw new ConnectionCut(cut);
      }
    }

    boolean ended() {
      try {
        return lines.readLine() == null;
      } catch (IOException cut) {
        return true;
      }
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }
}
