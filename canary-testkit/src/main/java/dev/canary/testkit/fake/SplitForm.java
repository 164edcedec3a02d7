package dev.canary.testkit.fake;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.canary.core.model.Affinity;
import dev.canary.core.model.AffinitySpec;
import dev.canary.core.model.Mirror;
import dev.canary.core.model.RouteTarget;
import dev.canary.core.port.PortUnavailable;
import dev.canary.core.port.PortUnavailable.Cause;
import dev.canary.core.store.ObjectKey;
import dev.canary.core.store.ResourceType;
import dev.canary.core.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The form of a Split, the simplest routing object there can be: hosts, an audience, two weighted
 * backends, a mirror and cookies. Pure.
 */
final class SplitForm {

  static final ResourceType TYPE =
      ResourceType.namespaced("testkit.canary.dev", "v1", "Split", "splits");

  /** Annotation that holds the fence of the last fenced write. */
  static final String FENCE = "testkit.canary.dev/fence";

  /** What the server puts where no timeout is given. */
  static final String DEFAULT_TIMEOUT = "15s";

  /** Members of {@code spec} that the router manages, those that only move the position last. */
  static final ImmutableList<String> MEMBERS =
      ImmutableList.of("hosts", "timeout", "headers", "audience", "backends", "mirror", "affinity");

  private static final String AFFINITY = "affinity";

  private SplitForm() {}

  static ObjectKey key(RouteTarget target) {
    return new ObjectKey(TYPE, target.key().namespace(), target.apex());
  }

  /** Returns the object without a specification. */
  static Tree blank(RouteTarget target) {
    Tree tree =
        Tree.members()
            .put("apiVersion", TYPE.apiVersion())
            .put("kind", TYPE.kind())
            .put(
                "metadata",
                Tree.texts(
                    ImmutableMap.of("name", target.apex(), "namespace", target.key().namespace())))
            .build();
    Optional<Tree> owner = target.owner();
    return owner.isPresent()
        ? tree.with(Tree.array(owner.get()), "metadata", "ownerReferences")
        : tree;
  }

  /** Returns the object with the layout of the target and the traffic given. */
  static Tree rendered(Tree object, RouteTarget target, Traffic traffic) {
    Tree tree = object;
    ImmutableMap<String, Tree> wanted = specification(target, traffic).members();
    for (String member : MEMBERS) {
      Tree value = wanted.get(member);
      tree = value == null ? tree.without("spec", member) : tree.with(value, "spec", member);
    }
    for (Map.Entry<String, String> label : sorted(target.labels()).entrySet()) {
      tree = tree.with(label.getValue(), "metadata", "labels", label.getKey());
    }
    for (Map.Entry<String, String> note : sorted(target.annotations()).entrySet()) {
      tree = tree.with(note.getValue(), "metadata", "annotations", note.getKey());
    }
    return tree;
  }

  /**
   * Returns the traffic that an object carries.
   *
   * @throws PortUnavailable with cause {@code UNREADABLE} if it carries none
   */
  static Traffic traffic(ObjectKey key, Tree object, RouteTarget target) {
    OptionalLong primary = weight(object, "primary", target.primary());
    OptionalLong canary = weight(object, "canary", target.canary());
    if (primary.isEmpty() || canary.isEmpty() || primary.getAsLong() + canary.getAsLong() == 0) {
      throw new PortUnavailable(
          Cause.UNREADABLE,
          key + " does not contain weights for " + target.primary() + " and " + target.canary());
    }
    return new Traffic(
        (int) primary.getAsLong(),
        (int) canary.getAsLong(),
        new Mirror((int) object.wholeOr(0, "spec", "mirror")),
        new Affinity(
            object.text("spec", AFFINITY, "current", "cookie"),
            object.text("spec", AFFINITY, "previous", "cookie"),
            object.text("spec", AFFINITY, "primary", "cookie")));
  }

  /** What moves during a run, with both weights as found. */
  record Traffic(int primary, int canary, Mirror mirror, Affinity cookies) {
    static final Traffic PRIMARY = new Traffic(100, 0, Mirror.NONE, Affinity.NONE);
  }

  private static Tree.Obj specification(RouteTarget target, Traffic traffic) {
    Tree.Members spec =
        Tree.members()
            .put("hosts", Tree.strings(hosts(target)))
            .put("timeout", timeout(target))
            .put("backends", backends(target, traffic));
    ImmutableList<Tree> headers = headers(target);
    if (!headers.isEmpty()) {
      spec.put("headers", Tree.array(headers));
    }
    if (!target.match().items().isEmpty()) {
      spec.put("audience", target.match());
    }
    if (traffic.mirror().on()) {
      spec.put("mirror", traffic.mirror().percent());
    }
    Tree.Obj affinity =
        target.affinity().map(cookies -> affinity(cookies, traffic)).orElse(Tree.Obj.EMPTY);
    if (!affinity.members().isEmpty()) {
      spec.put(AFFINITY, affinity);
    }
    return spec.build();
  }

  private static List<String> hosts(RouteTarget target) {
    List<String> hosts = new ArrayList<>(target.service().strings("hosts"));
    if (!hosts.contains(target.apex())) {
      hosts.add(target.apex());
    }
    return hosts;
  }

  private static String timeout(RouteTarget target) {
    String timeout = target.service().textOr("", "timeout");
    return timeout.isEmpty() ? DEFAULT_TIMEOUT : timeout;
  }

  private static ImmutableList<Tree> headers(RouteTarget target) {
    return sorted(target.service().texts("headers", "request", "add")).entrySet().stream()
        .map(
            entry -> Tree.texts(ImmutableMap.of("name", entry.getKey(), "value", entry.getValue())))
        .collect(toImmutableList());
  }

  private static Tree backends(RouteTarget target, Traffic traffic) {
    return Tree.members()
        .put("primary", backend(target.primary(), traffic.primary()))
        .put("canary", backend(target.canary(), traffic.canary()))
        .build();
  }

  private static Tree backend(String service, int weight) {
    return Tree.members().put("service", service).put("weight", weight).build();
  }

  /** At weight zero only the previous cookie is carried, above zero only the others. */
  private static Tree.Obj affinity(AffinitySpec spec, Traffic traffic) {
    Tree.Members affinity = Tree.members();
    Affinity cookies = traffic.cookies();
    if (traffic.canary() == 0) {
      cookies.previous().ifPresent(cookie -> affinity.put("previous", cookie(cookie, -1, spec)));
    } else {
      cookies
          .current()
          .ifPresent(
              cookie -> affinity.put("current", cookie(cookie, spec.maxAge().toSeconds(), spec)));
      cookies
          .primary()
          .filter(cookie -> spec.primaryCookieName().isPresent())
          .ifPresent(
              cookie ->
                  affinity.put("primary", cookie(cookie, spec.primaryMaxAge().toSeconds(), spec)));
    }
    return affinity.build();
  }

  private static Tree cookie(String cookie, long maxAge, AffinitySpec spec) {
    StringBuilder text = new StringBuilder(cookie).append("; Max-Age=").append(maxAge);
    spec.attributes().forEach(attribute -> text.append("; ").append(attribute));
    return Tree.texts(ImmutableMap.of("cookie", cookie, "setCookie", text.toString()));
  }

  private static OptionalLong weight(Tree object, String side, String service) {
    OptionalLong weight = object.whole("spec", "backends", side, "weight");
    boolean ours = object.textOr("", "spec", "backends", side, "service").equals(service);
    return ours && weight.orElse(-1) >= 0 ? weight : OptionalLong.empty();
  }

  private static Map<String, String> sorted(Map<String, String> map) {
    return new TreeMap<>(map);
  }
}
