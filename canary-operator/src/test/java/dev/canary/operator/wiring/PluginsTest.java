package dev.canary.operator.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.canary.core.plugin.HttpCaller;
import dev.canary.core.plugin.RouterContext;
import dev.canary.core.plugin.RouterDescriptor;
import dev.canary.core.plugin.RouterPlugin;
import dev.canary.core.port.PortUnavailable;
import dev.canary.core.port.Routers;
import dev.canary.core.port.SpecError;
import dev.canary.testkit.fake.InMemoryObjectStore;
import dev.canary.testkit.fake.InMemoryRouterPlugin;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PluginsTest {

  private static final RouterPlugin MESH = plugin("mesh", "mesh:");
  private static final RouterPlugin MESH_V2 = plugin("mesh-v2", "mesh:v2");

  @Test
  void exactName_comesBeforePrefixes_andTheLongestPrefixWins() {
    Plugins plugins = Plugins.of(ImmutableList.of(MESH, MESH_V2));

    assertThat(plugins.find("mesh")).containsSame(MESH);
    assertThat(plugins.find("mesh:v1:linkerd")).containsSame(MESH);
    assertThat(plugins.find("mesh:v2:linkerd")).containsSame(MESH_V2);
    assertThat(plugins.find("mes")).isEmpty();
    assertThat(plugins.all()).containsExactly(MESH, MESH_V2);
  }

  @Test
  void twoPluginsForOneName_areBothNamed() {
    assertThatIllegalStateException()
        .isThrownBy(() -> Plugins.of(ImmutableList.of(MESH, new Rival())))
        .withMessage(
            "two plug-ins serve provider \"mesh\": %s and %s; remove one of them",
            MESH.getClass().getName(), Rival.class.getName());
  }

  @Test
  void unknownProvider_isASpecErrorListingWhatIsKnown() {
    Routers routers = Plugins.of(ImmutableList.of(MESH_V2, MESH)).routers(PluginsTest::context);

    assertThatExceptionOfType(SpecError.class)
        .isThrownBy(() -> routers.of("contour"))
        .withMessage("provider \"contour\" is not known; known are mesh, mesh-v2, mesh:, mesh:v2");
  }

  @Test
  void router_isCreatedOncePerName_onFirstUse() {
    List<String> created = new ArrayList<>();
    Routers routers =
        Plugins.of(ImmutableList.of(MESH))
            .routers(
                name -> {
                  created.add(name);
                  return context(name);
                });
    assertThat(created).isEmpty();

    assertThat(routers.of("mesh").router()).isSameAs(routers.of("mesh").router());
    assertThat(routers.of("mesh:v1").router()).isNotSameAs(routers.of("mesh").router());

    assertThat(created).containsExactly("mesh", "mesh:v1");
  }

  @Test
  void classPath_hasTheBuiltInRouters() {
    Plugins plugins = Plugins.load(Optional.empty());

    assertThat(plugins.names()).contains("istio");
    assertThat(plugins.find("istio").orElseThrow().getClass().getName())
        .isEqualTo("dev.canary.router.istio.IstioPlugin");
  }

  private static RouterContext context(String name) {
    InMemoryObjectStore store = new InMemoryObjectStore();
    return new RouterContext(
        store,
        store,
        PluginsTest::noNetwork,
        ImmutableMap.of("name", name),
        InstantSource.fixed(Instant.EPOCH));
  }

  private static HttpCaller.Answer noNetwork(HttpCaller.Request request) {
    throw new PortUnavailable(PortUnavailable.Cause.TRANSIENT, "no network in this test");
  }

  private static RouterPlugin plugin(String name, String prefix) {
    return new Renamed(ImmutableSet.of(name), ImmutableSet.of(prefix));
  }

  /** The router in memory under other names. */
  private static class Renamed extends InMemoryRouterPlugin {
    private final ImmutableSet<String> names;
    private final ImmutableSet<String> prefixes;

    Renamed(ImmutableSet<String> names, ImmutableSet<String> prefixes) {
      this.names = names;
      this.prefixes = prefixes;
    }

    @Override
    public RouterDescriptor descriptor() {
      RouterDescriptor original = super.descriptor();
      return new RouterDescriptor(
          names,
          prefixes,
          original.apis(),
          original.owned(),
          original.required(),
          original.ignored(),
          original.capabilities());
    }
  }

  private static final class Rival extends Renamed {
    Rival() {
      super(ImmutableSet.of("mesh"), ImmutableSet.of());
    }
  }
}
