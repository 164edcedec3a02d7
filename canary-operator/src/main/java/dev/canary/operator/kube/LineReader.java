package dev.canary.operator.kube;

import io.fabric8.kubernetes.client.http.AsyncBody;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes a body as it arrives and hands out its lines, or keeps it as a whole. Bounded: a line, or
 * the whole, beyond the limit ends the body with {@link BodyTooLarge}.
 */
final class LineReader implements AsyncBody.Consumer<List<ByteBuffer>> {

  private final Consumer<String> lines;
  private final int limit;
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
  private boolean whole;
  private @Nullable RuntimeException failure;

  LineReader(Consumer<String> lines, int limit) {
    this.lines = lines;
    this.limit = limit;
  }

  /** Hands out no lines from now on. Called before the first byte is asked for. */
  synchronized void collectAll() {
    whole = true;
  }

  /** Returns what was read and not handed out. */
  synchronized String rest() {
    return pending.toString(StandardCharsets.UTF_8);
  }

  /** Throws what ended the body before its end, if anything did. */
  synchronized void rethrow() {
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void consume(List<ByteBuffer> buffers, AsyncBody body) {
    if (taken(buffers)) {
      body.consume();
    } else {
      body.cancel();
    }
  }

  private synchronized boolean taken(List<ByteBuffer> buffers) {
    try {
      buffers.forEach(this::take);
      return true;
    } catch (RuntimeException refused) {
      failure = refused;
      return false;
    }
  }

  private void take(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    int start = 0;
    for (int i = 0; !whole && i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        keep(bytes, start, i - start);
        start = i + 1;
        handOut();
      }
    }
    keep(bytes, start, bytes.length - start);
  }

  private void keep(byte[] bytes, int start, int length) {
    if (pending.size() + length > limit) {
      throw new BodyTooLarge(limit);
    }
    pending.write(bytes, start, length);
  }

  private void handOut() {
    String line = rest();
    pending.reset();
    if (!line.isBlank()) {
      lines.accept(line);
    }
  }
}
