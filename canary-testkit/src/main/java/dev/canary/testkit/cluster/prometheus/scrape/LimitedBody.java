package dev.canary.testkit.cluster.prometheus.scrape;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** Reads a body as UTF-8 and gives up when it grows beyond a limit. */
final class LimitedBody implements BodySubscriber<String> {
  private final BodySubscriber<String> whole = BodySubscribers.ofString(StandardCharsets.UTF_8);
  private final long limit;
  private long received;
  private @Nullable Subscription subscription;

  LimitedBody(long limit) {
    this.limit = limit;
  }

  @Override
  public CompletionStage<String> getBody() {
    return whole.getBody();
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    this.subscription = subscription;
    whole.onSubscribe(subscription);
  }

  @Override
  public void onNext(List<ByteBuffer> item) {
    received += item.stream().mapToLong(ByteBuffer::remaining).sum();
    if (received <= limit) {
      whole.onNext(item);
    } else if (subscription != null) {
      subscription.cancel();
      subscription = null; // what was already under way is dropped
      whole.onError(new IOException("the body is longer than " + limit + " bytes"));
    }
  }

  @Override
  public void onError(Throwable throwable) {
    whole.onError(throwable);
  }

  @Override
  public void onComplete() {
    whole.onComplete();
  }
}
