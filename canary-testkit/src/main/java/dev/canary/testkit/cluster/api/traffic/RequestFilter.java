package dev.canary.testkit.cluster.api.traffic;

import java.util.function.Predicate;

/**
 * Chooses requests; {@code *} stands for any verb, resource or subresource.
 *
 * @param subresource empty for the object itself
 * @param name which names of objects; of a collection the name is empty
 * @param agent which user agents
 */
public record RequestFilter(
    String verb,
    String resource,
    String subresource,
    Predicate<String> name,
    Predicate<String> agent) {

  private static final String ANY = "*";

  /** Chooses every request. */
  public static RequestFilter any() {
    return to(ANY, ANY);
  }

  /** Chooses the requests of a verb to a resource and its subresources. */
  public static RequestFilter to(String verb, String resource) {
    return new RequestFilter(verb, resource, ANY, name -> true, agent -> true);
  }

  /** Returns this filter for one subresource only; empty for the object itself. */
  public RequestFilter subresource(String only) {
    return new RequestFilter(verb, resource, only, name, agent);
  }

  /** Returns this filter for one object only. */
  public RequestFilter named(String only) {
    return named(only::equals);
  }

  /** Returns this filter for some names only. */
  public RequestFilter named(Predicate<String> only) {
    return new RequestFilter(verb, resource, subresource, only, agent);
  }

  /** Returns this filter for some user agents only. */
  public RequestFilter by(Predicate<String> only) {
    return new RequestFilter(verb, resource, subresource, name, only);
  }

  /** Returns whether the request is one of those chosen. */
  public boolean matches(RequestInfo request) {
    return fits(verb, request.verb())
        && fits(resource, request.resource())
        && fits(subresource, request.subresource())
        && name.test(request.name())
        && agent.test(request.userAgent());
  }

  private static boolean fits(String pattern, String value) {
    return pattern.equals(ANY) || pattern.equals(value);
  }
}
