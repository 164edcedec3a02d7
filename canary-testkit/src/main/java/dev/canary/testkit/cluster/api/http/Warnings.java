package dev.canary.testkit.cluster.api.http;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Collects the warnings of one request and puts them into the header of its reply. */
final class Warnings implements Consumer<String> {

  /** The number that RFC 7234 gives to warnings of no particular kind, as kube-apiserver's. */
  private static final String CODE = "299 - ";

  private final List<String> texts = new ArrayList<>();

  @Override
  public void accept(String text) {
    texts.add(CODE + '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"');
  }

  Reply on(Reply reply) {
    return texts.isEmpty() ? reply : reply.with("Warning", String.join(", ", texts));
  }
}
