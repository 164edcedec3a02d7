package dev.canary.testkit.cluster.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableMap;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.canary.core.tree.Json;
import dev.canary.core.tree.JsonException;
import dev.canary.core.tree.Tree;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * The HTTP surface of the load tester (load tester chapter, sections 2 to 4), as far as the guides
 * use it: gates, and tasks of the types {@code cmd} and {@code bash}.
 *
 * <p>Two things differ from the reference on purpose: a command that cannot be run here is refused
 * with 400 at once where the reference would answer 202 and fail unseen, and an unknown type is
 * answered 400 and not by a closed connection.
 */
final class TesterHandler implements HttpHandler {

  private static final int MAX_BODY = 1 << 20;
  private static final Reply OK = new Reply(200, "OK");
  private static final Reply FORBIDDEN = new Reply(403, "Forbidden");
  private static final Reply ACCEPTED = new Reply(202, "");
  private static final int BAD_REQUEST = 400;
  private static final int FAILED = 500;
  private static final int BUSY = 503;

  private record Reply(int status, String body) {}

  private final CommandRunner runner;
  private final Tasks tasks;
  private final Gates gates = new Gates();

  TesterHandler(CommandRunner runner, Tasks tasks) {
    this.runner = runner;
    this.tasks = tasks;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readNBytes(MAX_BODY), UTF_8);
      Reply reply = reply(exchange.getRequestURI().getPath(), body);
      byte[] bytes = reply.body().getBytes(UTF_8);
      exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
      if (bytes.length > 0) {
        try (OutputStream out = exchange.getResponseBody()) {
          out.write(bytes);
        }
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private Reply reply(String path, String body) throws InterruptedException {
    return switch (path) {
      case "/healthz", "/gate/approve" -> OK;
      case "/gate/halt" -> FORBIDDEN;
      default -> {
        Optional<Tree> payload = payload(body);
        yield payload.isEmpty() ? new Reply(BAD_REQUEST, "") : asked(path, payload.get());
      }
    };
  }

  /** A body that is no JSON object, or whose metadata are not all strings, is none. */
  private static Optional<Tree> payload(String body) {
    try {
      Tree tree = Json.read(body);
      boolean strings =
          tree.fields("metadata").values().stream().allMatch(Tree.Str.class::isInstance);
      return Optional.of(tree).filter(read -> read instanceof Tree.Obj && strings);
    } catch (JsonException notJson) {
      return Optional.empty();
    }
  }

  private Reply asked(String path, Tree payload) throws InterruptedException {
    String canary = payload.textOr("", "name") + "." + payload.textOr("", "namespace");
    return switch (path) {
      case "/gate/check" -> checked(canary);
      case "/gate/open" -> opened(canary);
      case "/gate/close" -> closed(canary);
      case "/rollback/check" -> checked("rollback." + canary);
      case "/rollback/open" -> opened("rollback." + canary);
      case "/rollback/close" -> closed("rollback." + canary);
      default -> task(canary, payload.texts("metadata"));
    };
  }

  private Reply checked(String gate) {
    return gates.isOpen(gate) ? new Reply(200, "Approved") : FORBIDDEN;
  }

  private Reply opened(String gate) {
    gates.open(gate);
    return ACCEPTED;
  }

  private Reply closed(String gate) {
    gates.close(gate);
    return ACCEPTED;
  }

  private Reply task(String canary, ImmutableMap<String, String> metadata)
      throws InterruptedException {
    if (metadata.isEmpty()) {
      return new Reply(BAD_REQUEST, "metadata not found in payload");
    }
    String type = metadata.getOrDefault("type", "cmd");
    return switch (type) {
      case "cmd" -> background(canary, metadata);
      case "bash" -> blocking(metadata);
      default -> new Reply(BAD_REQUEST, "unknown task type " + type);
    };
  }

  private Reply background(String canary, ImmutableMap<String, String> metadata) {
    String line = metadata.get("cmd");
    if (line == null) {
      return new Reply(BAD_REQUEST, "cmd not found in metadata");
    }
    try {
      return tasks.start(canary + line, Command.parse(line))
          ? ACCEPTED
          : new Reply(BUSY, "%d commands are running already".formatted(Tasks.MOST));
    } catch (BadCommand bad) {
      return new Reply(BAD_REQUEST, bad.reason());
    }
  }

  private Reply blocking(ImmutableMap<String, String> metadata) throws InterruptedException {
    String line = metadata.getOrDefault("cmd", "");
    try {
      CommandResult result =
          line.isBlank() ? new CommandResult(0, "") : runner.run(Command.parse(line));
      if (!result.succeeded()) {
        return failed(line, result.output(), "exit status " + result.exitStatus());
      }
      boolean returned =
          metadata.getOrDefault("returnCmdOutput", "").matches("1|t|T|true|TRUE|True");
      return new Reply(200, returned ? result.output() : "");
    } catch (BadCommand bad) {
      return failed(line, "", bad.reason());
    }
  }

  private static Reply failed(String line, String output, String reason) {
    return new Reply(FAILED, "command %s failed: %s: %s".formatted(line, output, reason));
  }
}
