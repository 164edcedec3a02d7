package dev.canary.testkit.cluster.api.resource;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The order of API versions by preference: stable before beta before alpha, the higher number
 * first, anything else last by name (source: "Version priority" in the Kubernetes documentation of
 * CRD versions).
 */
public final class VersionOrder {

  /** Preferred versions come first. */
  public static final Comparator<String> PREFERRED_FIRST =
      Comparator.comparing(Rank::of).thenComparing(Comparator.naturalOrder());

  private static final Pattern KUBE_LIKE =
      Pattern.compile("v(\\d{1,9})(?:(alpha|beta)(\\d{1,9}))?");

  private VersionOrder() {}

  private record Rank(int stability, int major, int minor) implements Comparable<Rank> {

    static Rank of(String version) {
      Matcher matcher = KUBE_LIKE.matcher(version);
      if (!matcher.matches()) {
        return new Rank(3, 0, 0);
      }
      String channel = matcher.group(2);
      int stability = channel == null ? 0 : channel.equals("beta") ? 1 : 2;
      int minor = channel == null ? 0 : Integer.parseInt(matcher.group(3));
      return new Rank(stability, -Integer.parseInt(matcher.group(1)), -minor);
    }

    @Override
    public int compareTo(Rank other) {
      return Comparator.comparingInt(Rank::stability)
          .thenComparingInt(Rank::major)
          .thenComparingInt(Rank::minor)
          .compare(this, other);
    }
  }
}
