package dev.canary.testkit.contract;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;

/**
 * Where a data plane sends a request.
 *
 * @param weights relative weight by service name, as the data plane uses them: a lone backend gets
 *     everything whatever its weight; empty if no route takes the request
 * @param mirrored percent of such requests copied, by service name
 * @param setCookies values of {@code Set-Cookie} that the route adds to the answer of a service
 */
public record RouteAnswer(
    ImmutableMap<String, Integer> weights,
    ImmutableMap<String, Integer> mirrored,
    ImmutableListMultimap<String, String> setCookies) {

  /** No route takes the request. */
  public static final RouteAnswer NONE =
      new RouteAnswer(ImmutableMap.of(), ImmutableMap.of(), ImmutableListMultimap.of());

  /** Returns the share of a service in percent; 0 if no route takes the request. */
  public double share(String service) {
    int total = weights.values().stream().mapToInt(Integer::intValue).sum();
    return total == 0 ? 0 : 100.0 * weights.getOrDefault(service, 0) / total;
  }

  /** Returns the percent of such requests copied to a service. */
  public int mirroredTo(String service) {
    return mirrored.getOrDefault(service, 0);
  }
}
