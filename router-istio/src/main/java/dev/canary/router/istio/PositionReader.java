package dev.canary.router.istio;

import com.google.common.collect.ImmutableList;
import dev.canary.core.model.Affinity;
import dev.canary.core.model.Mirror;
import dev.canary.core.tree.Tree;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads the position that a VirtualService holds (router chapter, sections 2.6, 2.9 and 2.10).
 *
 * <p>The weights stand in the last entry with a destination for the canary. What comes before it
 * are cookie rules; what comes after it, if anything, is the rule for those outside the audience.
 */
final class PositionReader {

  private final Layout layout;

  private PositionReader(Layout layout) {
    this.layout = layout;
  }

  /** Returns what the section of the target's protocol holds, or empty if it holds no position. */
  static Optional<Traffic> read(Layout layout, Tree live) {
    return new PositionReader(layout).section(live, layout.tcp() ? "tcp" : "http");
  }

  /**
   * Returns what a repair has to keep. A change of protocol keeps the weights. Weights that divided
   * an audience are not carried over to everybody: without the audience all traffic goes to the
   * primary, as it does for an object that holds no position.
   */
  static Traffic carried(Layout layout, Tree live) {
    PositionReader reader = new PositionReader(layout);
    if (!layout.audience() && reader.dividesAudience(live)) {
      return Traffic.PRIMARY;
    }
    String other = layout.tcp() ? "http" : "tcp";
    return read(layout, live)
        .or(() -> reader.section(live, other).map(Traffic::weights))
        .orElse(Traffic.PRIMARY);
  }

  private Optional<Traffic> section(Tree live, String section) {
    ImmutableList<Tree> entries = live.items("spec", section);
    int at = weighted(entries);
    if (at < 0) {
      return Optional.empty();
    }
    OptionalInt primary = weight(entries.get(at), layout.target().primary());
    OptionalInt canary = weight(entries.get(at), layout.target().canary());
    boolean position =
        primary.isPresent()
            && canary.isPresent()
            && (primary.getAsInt() != 0 || canary.getAsInt() != 0);
    if (!position) {
      return Optional.empty();
    }
    Affinity affinity =
        canary.getAsInt() == 0 ? left(entries.subList(0, at)) : kept(entries.get(at));
    return Optional.of(
        new Traffic(primary.getAsInt(), canary.getAsInt(), mirror(entries.get(at)), affinity));
  }

  private boolean dividesAudience(Tree live) {
    ImmutableList<Tree> entries = live.items("spec", "http");
    int at = weighted(entries);
    return at >= 0
        && entries.stream()
            .skip(at + 1)
            .anyMatch(entry -> isOnly(entry, layout.target().primary()));
  }

  private static boolean isOnly(Tree entry, String host) {
    return entry.items("route").size() == 1 && hasDestination(entry, host);
  }

  private int weighted(ImmutableList<Tree> entries) {
    int at = entries.size() - 1;
    while (at >= 0 && !hasDestination(entries.get(at), layout.target().canary())) {
      at--;
    }
    return at;
  }

  private static boolean hasDestination(Tree entry, String host) {
    return destination(entry, host).isPresent();
  }

  private static Optional<Tree> destination(Tree entry, String host) {
    return entry.items("route").stream()
        .filter(route -> route.textOr("", "destination", "host").equals(host))
        .findFirst();
  }

  private static OptionalInt weight(Tree entry, String host) {
    return destination(entry, host).stream()
        .flatMapToLong(route -> route.whole("weight").stream())
        .filter(weight -> weight >= Integer.MIN_VALUE && weight <= Integer.MAX_VALUE)
        .mapToInt(Math::toIntExact)
        .findFirst();
  }

  private Mirror mirror(Tree entry) {
    if (!entry.textOr("", "mirror", "host").equals(layout.target().canary())) {
      return Mirror.NONE;
    }
    return entry.at("mirrorPercentage", "value").map(PositionReader::percent).orElse(Mirror.ALL);
  }

  /** Returns whole percents: rounded, but a share above 0 is never read as no mirroring. */
  private static Mirror percent(Tree value) {
    if (!(value instanceof Tree.Num(String literal))) {
      return Mirror.NONE;
    }
    BigDecimal share = new BigDecimal(literal);
    if (share.signum() <= 0) {
      return Mirror.NONE;
    }
    if (share.compareTo(BigDecimal.ONE) < 0) {
      return new Mirror(1); // not rounded: 1e-999999999 would be expanded digit by digit
    }
    return share.compareTo(BigDecimal.valueOf(100)) >= 0
        ? Mirror.ALL
        : new Mirror(share.setScale(0, RoundingMode.HALF_UP).intValueExact());
  }

  private Affinity kept(Tree entry) {
    return new Affinity(
        cookie(entry, layout.target().canary()),
        Optional.empty(),
        cookie(entry, layout.target().primary()));
  }

  private static Optional<String> cookie(Tree entry, String host) {
    return destination(entry, host).flatMap(PositionReader::setCookie).flatMap(Cookies::parseKept);
  }

  private static Affinity left(Iterable<Tree> before) {
    for (Tree entry : before) {
      Optional<String> expired = setCookie(entry).flatMap(Cookies::parseExpired);
      if (expired.isPresent()) {
        return new Affinity(Optional.empty(), expired, Optional.empty());
      }
    }
    return Affinity.NONE;
  }

  private static Optional<String> setCookie(Tree routeOrDestination) {
    return routeOrDestination.text("headers", "response", "add", "Set-Cookie");
  }
}
