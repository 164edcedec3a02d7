package dev.canary.operator.crd;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import dev.canary.core.plugin.RouterDescriptor;
import java.util.Optional;

/**
 * The traffic providers that a canary may name.
 *
 * @param names exact names that an installed router serves
 * @param prefixes name prefixes that an installed router serves
 * @param pluggable names known to users of the API that no installed router need serve
 */
public record Providers(
    ImmutableSet<String> names, ImmutableSet<String> prefixes, ImmutableSet<String> pluggable) {

  /** The provider without a mesh; it needs no router. */
  public static final String KUBERNETES = "kubernetes";

  /**
   * Providers of the API for which no router is built in (resources chapter, section 2.2).
   *
   * <p>{@code appmesh:v1beta2} and {@code gloo} may be followed by more text.
   */
  public static final ImmutableSet<String> PLUGGABLE =
      ImmutableSet.of(
          "apisix",
          "appmesh",
          "appmesh:v1beta2",
          "contour",
          "gloo",
          "knative",
          "kuma",
          "nginx",
          "traefik");

  /** Returns the providers that these routers serve, {@value #KUBERNETES} included. */
  public static Providers of(Iterable<RouterDescriptor> routers) {
    ImmutableSet.Builder<String> names = ImmutableSet.<String>builder().add(KUBERNETES);
    ImmutableSet.Builder<String> prefixes = ImmutableSet.builder();
    for (RouterDescriptor router : routers) {
      names.addAll(router.names());
      prefixes.addAll(router.prefixes());
    }
    return new Providers(names.build(), prefixes.build(), PLUGGABLE);
  }

  /** Returns what is wrong with that provider, if anything. */
  Optional<String> problem(String provider) {
    if (names.contains(provider) || prefixes.stream().anyMatch(provider::startsWith)) {
      return Optional.empty();
    }
    boolean known =
        pluggable.contains(provider)
            || provider.startsWith("appmesh:v1beta2")
            || provider.startsWith("gloo");
    return Optional.of(
        known
            ? SpecTexts.notInstalled(provider)
            : SpecTexts.unknownProvider(provider, ImmutableSortedSet.copyOf(names)));
  }
}
