package dev.canary.operator.http;

import java.time.Duration;

/**
 * Bounds on calls to other systems.
 *
 * @param bodyBytes most bytes read of an answer
 * @param callsPerHost most calls in flight to one host
 * @param connectTimeout most time to connect
 */
public record HttpLimits(int bodyBytes, int callsPerHost, Duration connectTimeout) {

  /** One mebibyte, 16 calls, 10 seconds. */
  public static final HttpLimits DEFAULT = new HttpLimits(1 << 20, 16, Duration.ofSeconds(10));
}
