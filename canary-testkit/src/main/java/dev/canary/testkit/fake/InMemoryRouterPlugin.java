package dev.canary.testkit.fake;

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
import dev.canary.core.plugin.RouterContext;
import dev.canary.core.plugin.RouterDescriptor;
import dev.canary.core.plugin.RouterPlugin;
import dev.canary.core.port.Router;
import dev.canary.core.store.ResourceType;
import java.util.Optional;

/** The plug-in of {@link InMemoryRouter}, named {@code in-memory}. */
public class InMemoryRouterPlugin implements RouterPlugin {

  /** Everything that the model router can do. */
  public static final Capabilities.Traffic EVERYTHING =
      new Capabilities.Traffic(
          true,
          Optional.of(
              new Audience(
                  ImmutableSetMultimap.of(
                      Subject.HEADER, Comparison.EXACT, Subject.HEADER, Comparison.PREFIX),
                  true,
                  true,
                  true)),
          Optional.of(new Mirroring(true, true, true)),
          Optional.of(new Stickiness(true, true, true)));

  private final Capabilities.Traffic declared;

  /** Creates the plug-in with everything that the router can do. */
  public InMemoryRouterPlugin() {
    this(EVERYTHING);
  }

  /** Creates the plug-in with a part of what the router can do. */
  public InMemoryRouterPlugin(Capabilities.Traffic declared) {
    this.declared = declared;
  }

  /** Returns the type of the routing objects. */
  public static ResourceType type() {
    return SplitForm.TYPE;
  }

  /** Returns what the server puts where no timeout is given. */
  public static String defaultTimeout() {
    return SplitForm.DEFAULT_TIMEOUT;
  }

  @Override
  public RouterDescriptor descriptor() {
    return new RouterDescriptor(
        ImmutableSet.of("in-memory"),
        ImmutableSet.of(),
        ImmutableList.of(
            new RouterDescriptor.Api(
                SplitForm.TYPE,
                ImmutableSet.of("get", "list", "watch", "create", "patch", "delete"),
                true)),
        ImmutableList.of(
            new RouterDescriptor.OwnedPaths(
                SplitForm.TYPE.kind(),
                ImmutableList.of(
                    "spec.hosts",
                    "spec.timeout",
                    "spec.headers",
                    "spec.audience",
                    "spec.backends"))),
        ImmutableList.of(),
        ImmutableList.of("service.gateways", "service.match", "service.retries"),
        new Capabilities(
            declared,
            Optional.empty(),
            false,
            ImmutableSet.of(Takeover.ADOPT, Takeover.BACK_UP, Takeover.RESTORE),
            true));
  }

  @Override
  public Router create(RouterContext context, String provider) {
    return new InMemoryRouter(context.mesh(), declared);
  }
}
