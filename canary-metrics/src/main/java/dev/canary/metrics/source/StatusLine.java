package dev.canary.metrics.source;

import com.google.common.collect.ImmutableMap;

/** Status codes with the reason phrases that users match on (RFC 9110). */
public final class StatusLine {

  private static final ImmutableMap<Integer, String> REASONS =
      ImmutableMap.<Integer, String>builder()
          .put(400, "Bad Request")
          .put(401, "Unauthorized")
          .put(403, "Forbidden")
          .put(404, "Not Found")
          .put(405, "Method Not Allowed")
          .put(406, "Not Acceptable")
          .put(408, "Request Timeout")
          .put(413, "Request Entity Too Large")
          .put(414, "Request URI Too Long")
          .put(422, "Unprocessable Entity")
          .put(429, "Too Many Requests")
          .put(500, "Internal Server Error")
          .put(501, "Not Implemented")
          .put(502, "Bad Gateway")
          .put(503, "Service Unavailable")
          .put(504, "Gateway Timeout")
          .build();

  private StatusLine() {}

  /** Returns the code and its reason, or the code alone if it has none. */
  public static String of(int status) {
    String reason = REASONS.get(status);
    return reason == null ? Integer.toString(status) : status + " " + reason;
  }
}
