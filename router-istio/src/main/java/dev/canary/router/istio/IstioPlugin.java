package dev.canary.router.istio;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSetMultimap;
import dev.canary.core.model.Capabilities;
import dev.canary.core.model.Capabilities.Audience;
import dev.canary.core.model.Capabilities.Comparison;
import dev.canary.core.model.Capabilities.Mirroring;
import dev.canary.core.model.Capabilities.Stickiness;
import dev.canary.core.model.Capabilities.Subject;
import dev.canary.core.model.Capabilities.Takeover;
import dev.canary.core.model.Capabilities.Traffic;
import dev.canary.core.plugin.RouterContext;
import dev.canary.core.plugin.RouterDescriptor;
import dev.canary.core.plugin.RouterDescriptor.Api;
import dev.canary.core.plugin.RouterDescriptor.OwnedPaths;
import dev.canary.core.plugin.RouterPlugin;
import dev.canary.core.port.Router;
import dev.canary.core.port.SpecError;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The plug-in of provider {@code istio}.
 *
 * <p>Setting {@code apiVersion} ({@code v1beta1} or {@code v1}) fixes the version of the API.
 * Without it the router uses v1beta1, and v1 where only that is served.
 */
public final class IstioPlugin implements RouterPlugin {

  private static final String PROVIDER = "istio";
  private static final String API_VERSION = "apiVersion";

  private static final ImmutableSet<String> VERBS =
      ImmutableSet.of("get", "list", "watch", "create", "update", "patch", "delete");

  /** Creates the plug-in. */
  public IstioPlugin() {}

  @Override
  public RouterDescriptor descriptor() {
    return new RouterDescriptor(
        ImmutableSet.of(PROVIDER),
        ImmutableSet.of(),
        ImmutableList.of(api(Kind.DESTINATION_RULE), api(Kind.VIRTUAL_SERVICE)),
        ImmutableList.of(owned(Kind.DESTINATION_RULE), owned(Kind.VIRTUAL_SERVICE)),
        ImmutableList.of(),
        ImmutableList.of(
            "spec.service.gatewayRefs",
            "spec.service.mirror",
            "spec.service.backendTimeout",
            "spec.service.rewrite.type",
            "spec.service.meshName",
            "spec.service.backends"),
        capabilities());
  }

  private static Capabilities capabilities() {
    ImmutableSetMultimap<Subject, Comparison> conditions =
        ImmutableSetMultimap.<Subject, Comparison>builder()
            .putAll(Subject.HEADER, Comparison.EXACT, Comparison.PREFIX, Comparison.REGEX)
            .putAll(Subject.QUERY, Comparison.EXACT, Comparison.PREFIX, Comparison.REGEX)
            .put(Subject.SOURCE_LABELS, Comparison.EXACT)
            .build();
    Traffic http =
        new Traffic(
            true,
            Optional.of(new Audience(conditions, true, true, true)),
            Optional.of(new Mirroring(true, true, true)),
            Optional.of(new Stickiness(true, true, true)));
    return new Capabilities(
        http,
        Optional.of(Traffic.WEIGHTS_ONLY),
        true,
        ImmutableSet.of(Takeover.ADOPT, Takeover.BACK_UP, Takeover.RESTORE),
        false);
  }

  private static Api api(Kind kind) {
    return new Api(kind.type(IstioRouter.V1BETA1), VERBS, true);
  }

  private static OwnedPaths owned(Kind kind) {
    Stream<String> spec = kind.members().stream().map(member -> "spec." + member);
    return new OwnedPaths(
        kind.type(IstioRouter.V1BETA1).kind(), spec.collect(ImmutableList.toImmutableList()));
  }

  /**
   * {@inheritDoc}
   *
   * @throws SpecError if the setting {@code apiVersion} is not a version that is known here
   */
  @Override
  public Router create(RouterContext context, String provider) {
    String version = context.settings().getOrDefault(API_VERSION, "");
    return switch (version) {
      case "" ->
          new ServedVersion(
              new IstioRouter(context.mesh(), IstioRouter.V1BETA1),
              new IstioRouter(context.mesh(), IstioRouter.V1));
      case IstioRouter.V1BETA1, IstioRouter.V1 -> new IstioRouter(context.mesh(), version);
      default ->
          throw new SpecError(
              String.format(
                  "router setting %s.%s is \"%s\", use %s or %s",
                  provider, API_VERSION, version, IstioRouter.V1BETA1, IstioRouter.V1));
    };
  }
}
