package dev.canary.testkit.cluster.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;

/** The bytes of a message; they never change. */
final class Body {

  static final Body EMPTY = new Body(new byte[0]);

  private final byte[] bytes;

  private Body(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Reads at most one byte more than the limit, so that whoever asks can tell. */
  static Body read(InputStream in, int limit) throws IOException {
    return new Body(in.readNBytes(limit + 1));
  }

  static Body of(String text) {
    return new Body(text.getBytes(StandardCharsets.UTF_8));
  }

  int length() {
    return bytes.length;
  }

  BodyPublisher publisher() {
    return bytes.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(bytes);
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(bytes);
  }
}
