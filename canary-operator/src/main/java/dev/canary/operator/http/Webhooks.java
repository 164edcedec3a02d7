package dev.canary.operator.http;

import com.google.common.collect.ImmutableMap;
import dev.canary.core.model.Canary;
import dev.canary.core.model.Hook;
import dev.canary.core.model.HookResult;
import dev.canary.core.plugin.HttpCaller;
import dev.canary.core.plugin.HttpCaller.Answer;
import dev.canary.core.plugin.HttpCaller.Request;
import dev.canary.core.port.PortUnavailable;
import dev.canary.core.port.WebhookCaller;
import dev.canary.core.tree.Tree;
import dev.canary.operator.schedule.Timers;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/**
 * Calls hooks over HTTP (webhooks chapter, sections 2 to 4). A body of a refusal is part of the
 * message, cut to {@value #MOST_SHOWN} characters.
 */
public final class Webhooks implements WebhookCaller {

  private static final int MOST_SHOWN = 1000;
  private static final Duration NO_LIMIT = Duration.ofMinutes(30);

  private final HttpCaller http;
  private final Backoff backoff;

  /** Creates a caller that waits between attempts on the given clock. */
  public Webhooks(HttpCaller http, Timers timers) {
    this.http = http;
    backoff = new Backoff(timers);
  }

  @Override
  public HookResult call(Canary canary, Hook hook, Call call) {
    Tree.Members payload =
        Tree.members()
            .put("name", canary.key().name())
            .put("namespace", canary.key().namespace())
            .put("phase", call.phase().text())
            .put("checksum", call.checksum());
    if (!hook.metadata().isEmpty()) {
      payload.put("metadata", Tree.texts(new TreeMap<>(hook.metadata())));
    }
    return post(hook, GoJson.write(payload.build()), call.delivery());
  }

  /** Posts a body; also used for events. */
  HookResult post(Hook hook, String body, String delivery) {
    URI uri;
    try {
      uri = new URI(hook.url());
    } catch (URISyntaxException bad) {
      return new HookResult.Refused("parse \"" + hook.url() + "\": " + bad.getReason());
    }
    Request request = request(hook, uri, body, delivery);
    String failure = "";
    boolean last = false;
    for (int attempt = 1; ; attempt++) {
      Duration pause;
      try {
        Answer answer = http.send(request);
        if (!retryable(answer.status())) {
          return verdict(answer);
        }
        failure = "";
        pause = backoff.after(attempt, answer);
      } catch (PortUnavailable unreachable) {
        failure = ": " + unreachable.text();
        pause = backoff.after(attempt);
        last = PermanentFailure.causes(unreachable);
      }
      if (last || attempt > hook.retries() || !backoff.await(pause)) {
        return new HookResult.Refused(
            "POST " + Urls.shown(uri) + " giving up after " + attempt + " attempt(s)" + failure);
      }
    }
  }

  private static Request request(Hook hook, URI uri, String body, String delivery) {
    ImmutableMap.Builder<String, String> headers =
        ImmutableMap.<String, String>builder().put("Content-Type", "application/json");
    if (!delivery.isEmpty()) {
      headers.put("X-Canary-Delivery", delivery);
    }
    basicAuth(uri).forEach(headers::put);
    return new Request(
        "POST",
        uri,
        headers.build(),
        body,
        hook.timeout().isZero() ? NO_LIMIT : hook.timeout(),
        !hook.disableTls());
  }

  private static Map<String, String> basicAuth(URI uri) {
    return uri.getUserInfo() == null
        ? Map.of()
        : Map.of(
            "Authorization",
            "Basic "
                + Base64.getEncoder()
                    .encodeToString(uri.getUserInfo().getBytes(StandardCharsets.UTF_8)));
  }

  private static boolean retryable(int status) {
    return status == 429 || (status >= 500 && status != 501);
  }

  private static HookResult verdict(Answer answer) {
    return answer.status() >= 200 && answer.status() <= 202
        ? new HookResult.Approved()
        : new HookResult.Refused(
            answer.body().substring(0, Math.min(MOST_SHOWN, answer.body().length())));
  }
}
