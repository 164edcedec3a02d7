package dev.canary.router.istio;

import static dev.canary.router.istio.Shop.shop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import dev.canary.core.model.Capabilities.Traffic;
import dev.canary.core.model.Position;
import dev.canary.core.model.RouteTarget;
import dev.canary.core.model.RouteView;
import dev.canary.core.plugin.RouterContext;
import dev.canary.core.plugin.RouterDescriptor;
import dev.canary.core.plugin.RouterPlugin;
import dev.canary.core.port.PortUnavailable;
import dev.canary.core.port.PortUnavailable.Cause;
import dev.canary.core.port.Router;
import dev.canary.core.port.SpecError;
import dev.canary.core.store.ObjectKey;
import dev.canary.testkit.fake.InMemoryObjectStore;
import dev.canary.testkit.fake.Serving;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class IstioPluginTest {

  private final InMemoryObjectStore main = new InMemoryObjectStore();
  private final InMemoryObjectStore mesh = new InMemoryObjectStore();

  private RouterContext context(ImmutableMap<String, String> settings) {
    return new RouterContext(
        main,
        mesh,
        request -> {
          throw new AssertionError("no HTTP: " + request);
        },
        settings,
        InstantSource.fixed(Instant.EPOCH));
  }

  private void serve(String version, Serving state) {
    for (Kind kind : Kind.values()) {
      mesh.serve(kind.type(version), state);
    }
  }

  @Test
  void serviceLoader_findsThePlugin() {
    assertThat(ServiceLoader.load(RouterPlugin.class))
        .hasOnlyElementsOfTypes(IstioPlugin.class)
        .hasSize(1);
  }

  @Test
  void descriptor_declaresWeightsOnlyForTcp() {
    RouterDescriptor descriptor = new IstioPlugin().descriptor();

    assertThat(descriptor.names()).containsExactly("istio");
    assertThat(descriptor.capabilities().tcp()).contains(Traffic.WEIGHTS_ONLY);
    assertThat(descriptor.capabilities().acceptance()).isFalse();
    assertThat(descriptor.apis()).allMatch(RouterDescriptor.Api::mesh);
  }

  @Test
  void create_usesTheMeshCluster() {
    new IstioPlugin().create(context(ImmutableMap.of()), "istio").reconcile(shop().target());

    assertThat(mesh.objects()).containsOnlyKeys(Shop.SERVICE, Shop.CANARY_RULE, Shop.PRIMARY_RULE);
    assertThat(main.objects()).isEmpty();
  }

  @Test
  void create_whereOnlyV1IsServed_usesV1() {
    serve("v1beta1", Serving.ABSENT);
    Router router = new IstioPlugin().create(context(ImmutableMap.of()), "istio");
    RouteTarget target = shop().withoutOwner().target();

    RouteView seen = router.reconcile(target);
    router.write(target, seen, Position.canary(20));

    assertThat(router.read(target).position()).contains(Position.canary(20));
    assertThat(mesh.objects().keySet())
        .extracting(ObjectKey::type)
        .containsOnly(Kind.VIRTUAL_SERVICE.type("v1"), Kind.DESTINATION_RULE.type("v1"));
    router.release(target);
    assertThat(mesh.objects()).isEmpty();
  }

  @Test
  void create_whereNeitherVersionIsServed_namesThePreferredOne() {
    serve("v1beta1", Serving.ABSENT);
    serve("v1", Serving.ABSENT);
    Router router = new IstioPlugin().create(context(ImmutableMap.of()), "istio");

    assertThatThrownBy(() -> router.read(shop().target()))
        .isInstanceOfSatisfying(
            PortUnavailable.class, e -> assertThat(e.reason()).isEqualTo(Cause.NOT_INSTALLED))
        .hasMessageContaining("networking.istio.io/v1beta1");
  }

  @Test
  void create_withVersionSetting_usesThatVersionAlone() {
    serve("v1beta1", Serving.FORBIDDEN);

    new IstioPlugin()
        .create(context(ImmutableMap.of("apiVersion", "v1")), "istio")
        .reconcile(shop().target());

    assertThat(mesh.objects().keySet())
        .allSatisfy(key -> assertThat(key.type().version()).isEqualTo("v1"));
  }

  @Test
  void create_withUnknownVersion_isRefused() {
    assertThatThrownBy(
            () ->
                new IstioPlugin()
                    .create(context(ImmutableMap.of("apiVersion", "v1alpha3")), "istio"))
        .isInstanceOf(SpecError.class)
        .hasMessage("router setting istio.apiVersion is \"v1alpha3\", use v1beta1 or v1");
  }
}
