package dev.canary.operator.crd;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.canary.core.model.AffinitySpec;
import java.time.Duration;
import java.util.Optional;

/** Reads {@code analysis.sessionAffinity} (router chapter, section 2.9). */
final class AffinityReader {

  private static final int DAY = 86_400;
  private static final ImmutableSet<String> SAME_SITE = ImmutableSet.of("Strict", "Lax", "None");

  private AffinityReader() {}

  static AffinitySpec read(Fields affinity, Duration interval) {
    String cookie = affinity.required("cookieName", "the name of the canary's cookie").orElse("");
    Optional<String> primary = affinity.text("primaryCookieName");
    if (primary.orElse("").equals(cookie)) {
      affinity.problem("primaryCookieName", SpecTexts.SAME_COOKIE);
    }
    int maxAge = affinity.within("maxAge", 0, Integer.MAX_VALUE).orElse(0);
    return new AffinitySpec(
        cookie,
        primary,
        Duration.ofSeconds(maxAge == 0 ? DAY : maxAge),
        interval,
        attributes(affinity));
  }

  /** Returns the attributes in the order in which they are written. */
  private static ImmutableList<String> attributes(Fields affinity) {
    ImmutableList.Builder<String> attributes = ImmutableList.builder();
    affinity.text("domain").ifPresent(domain -> attributes.add("Domain=" + domain));
    if (affinity.flag("httpOnly")) {
      attributes.add("HttpOnly");
    }
    if (affinity.flag("partitioned")) {
      attributes.add("Partitioned");
    }
    affinity.text("path").ifPresent(path -> attributes.add("Path=" + path));
    affinity.oneOf("sameSite", SAME_SITE).ifPresent(site -> attributes.add("SameSite=" + site));
    if (affinity.flag("secure")) {
      attributes.add("Secure");
    }
    return attributes.build();
  }
}
