package dev.canary.testkit.cluster.api.traffic;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What the caller may not do; everything else is allowed. Safe for all threads.
 *
 * <p>A rule makes access reviews say no and makes the requests themselves fail with 403.
 */
public final class AccessRules {

  private static final String ANY = "*";

  private final List<Denial> denials = new CopyOnWriteArrayList<>();

  /**
   * One thing that is denied; {@code *} stands for any.
   *
   * @param namespace the namespace of the request; {@code *} also denies it in all namespaces
   */
  public record Denial(String verb, String group, String resource, String namespace) {
    boolean matches(String askedVerb, String askedGroup, String asked, String askedNamespace) {
      return fits(verb, askedVerb)
          && fits(group, askedGroup)
          && fits(resource, asked)
          && fits(namespace, askedNamespace);
    }

    private static boolean fits(String pattern, String value) {
      return pattern.equals(ANY) || pattern.equals(value);
    }
  }

  /** Denies from now on. */
  public void deny(Denial denial) {
    denials.add(denial);
  }

  /** Denies a verb on a resource in every namespace from now on. */
  public void deny(String verb, String group, String resource) {
    deny(new Denial(verb, group, resource, ANY));
  }

  /** Allows everything again. */
  public void allowAll() {
    denials.clear();
  }

  /** Returns whether no rule denies it. */
  public boolean allows(String verb, String group, String resource, String namespace) {
    return denials.stream().noneMatch(denial -> denial.matches(verb, group, resource, namespace));
  }
}
