package dev.canary.router.istio;

import com.google.common.collect.ImmutableList;
import dev.canary.core.model.AffinitySpec;
import dev.canary.core.tree.Tree;
import dev.canary.core.tree.Tree.Arr;
import dev.canary.core.tree.Tree.Obj;
import java.util.Optional;

/**
 * Renders {@code spec.http} (router chapter, sections 2.3 to 2.9).
 *
 * <p>The entry that splits by weight is the last one, except with an audience: there it comes first
 * and the rule for everybody else follows.
 */
final class HttpRoutes {

  private final Layout layout;
  private final Traffic traffic;
  private final Dialect dialect;

  private HttpRoutes(Layout layout, Traffic traffic, Dialect dialect) {
    this.layout = layout;
    this.traffic = traffic;
    this.dialect = dialect;
  }

  static Arr render(Layout layout, Traffic traffic, Dialect dialect) {
    HttpRoutes routes = new HttpRoutes(layout, traffic, dialect);
    if (layout.audience()) {
      return routes.audience();
    }
    return layout.affinity().map(routes::sticky).orElseGet(() -> Tree.array(routes.weighted()));
  }

  private Arr audience() {
    ImmutableList<Tree> match =
        Conditions.narrowed(layout.target().match().items(), layout.match(), dialect);
    Tree primary = Destinations.weighted(layout, layout.target().primary(), primaryWeight());
    return Tree.array(
        new HttpEntry(layout, match).route(split()),
        new HttpEntry(layout, layout.match()).route(Tree.array(primary)));
  }

  private Tree weighted() {
    return new HttpEntry(layout, layout.match()).mirror(traffic.mirror(), dialect).route(split());
  }

  private Arr sticky(AffinitySpec affinity) {
    return traffic.reachesCanary() ? keeping(affinity) : cleaning(affinity);
  }

  private Arr keeping(AffinitySpec affinity) {
    Optional<String> current = Cookies.usable(traffic.affinity().current());
    Optional<String> primary = Cookies.usable(traffic.affinity().primary());
    ImmutableList.Builder<Tree> entries = ImmutableList.builder();
    current.ifPresent(cookie -> entries.add(carrying(cookie).route(split(0, 100))));
    primary.ifPresent(cookie -> entries.add(carrying(cookie).route(split(100, 0))));
    Tree toPrimary =
        Destinations.setting(
            Destinations.weighted(layout, layout.target().primary(), primaryWeight()),
            primary.map(c -> Cookies.kept(c, affinity.primaryMaxAge(), affinity.attributes())));
    Tree toCanary =
        Destinations.setting(
            Destinations.weighted(layout, layout.target().canary(), canaryWeight()),
            current.map(c -> Cookies.kept(c, affinity.maxAge(), affinity.attributes())));
    entries.add(
        new HttpEntry(layout, layout.match())
            .mirror(traffic.mirror(), dialect)
            .route(Tree.array(toPrimary, toCanary)));
    return Tree.array(entries.build());
  }

  private Arr cleaning(AffinitySpec affinity) {
    Optional<String> previous = Cookies.usable(traffic.affinity().previous());
    if (previous.isEmpty()) {
      return Tree.array(weighted());
    }
    String cookie = previous.get();
    Tree everybody = weighted();
    return switch (dialect) {
      case CURRENT -> {
        String expired = Cookies.expired(cookie, affinity.attributes());
        yield Tree.array(
            HttpEntry.settingCookie(carrying(cookie).route(split(100, 0)), expired), everybody);
      }
      case FLAGGER -> {
        String expired = Cookies.expired(cookie, ImmutableList.of());
        boolean shared = layout.target().service().at("headers").orElse(null) instanceof Obj;
        yield Tree.array(
            HttpEntry.settingCookie(carrying(cookie).route(split(100, 0)), expired),
            shared ? HttpEntry.settingCookie(everybody, expired) : everybody);
      }
    };
  }

  private HttpEntry carrying(String cookie) {
    ImmutableList<Tree> condition = ImmutableList.of(Cookies.condition(cookie, dialect));
    return new HttpEntry(layout, Conditions.narrowed(condition, layout.match(), dialect));
  }

  private Arr split() {
    return split(primaryWeight(), canaryWeight());
  }

  private Arr split(int primary, int canary) {
    return Destinations.split(layout, primary, canary);
  }

  private int primaryWeight() {
    return traffic.primaryWeight();
  }

  private int canaryWeight() {
    return traffic.canaryWeight();
  }
}
