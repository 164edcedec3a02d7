package dev.canary.operator.demo;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.canary.core.tree.Tree;
import dev.canary.operator.process.GuideCluster;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What bootstrap makes of the Istio guide's canary. */
class GeneratedObjectsTest {

  /** Where the kinds of the guide's listing live. */
  private static final ImmutableSet<String> APIS =
      ImmutableSet.of(
          "v1/Service",
          "v1/ConfigMap",
          "v1/Secret",
          "apps/v1/Deployment",
          "apps/v1/DaemonSet",
          "autoscaling/v2/HorizontalPodAutoscaler",
          "networking.istio.io/v1beta1/VirtualService",
          "networking.istio.io/v1beta1/DestinationRule",
          "networking.istio.io/v1beta1/Gateway");

  @Test
  void bootstrap_generatesTheObjectsOfTheGuide() {
    try (GuideCluster guide = GuideCluster.start(60)) {
      ImmutableSet<String> before = objects(guide);

      guide.cluster().apply(Guide.ISTIO.canary());
      guide.awaitEvent("Initialization done! podinfo.test");

      assertThat(Sets.difference(objects(guide), before))
          .containsExactlyInAnyOrder(
              "deployment.apps/podinfo-primary",
              "horizontalpodautoscaler.autoscaling/podinfo-primary",
              "service/podinfo",
              "service/podinfo-canary",
              "service/podinfo-primary",
              "destinationrule.networking.istio.io/podinfo-canary",
              "destinationrule.networking.istio.io/podinfo-primary",
              "virtualservice.networking.istio.io/podinfo");
      assertThat(objects(guide)).containsAll(before);
    }
  }

  /** Returns the objects of namespace {@code test} as {@code kubectl get -o name} does. */
  private static ImmutableSet<String> objects(GuideCluster guide) {
    return APIS.stream().flatMap(api -> names(guide, api)).collect(toImmutableSet());
  }

  private static Stream<String> names(GuideCluster guide, String api) {
    String apiVersion = api.substring(0, api.lastIndexOf('/'));
    String kind = api.substring(api.lastIndexOf('/') + 1);
    int slash = apiVersion.indexOf('/');
    String group = slash < 0 ? "" : "." + apiVersion.substring(0, slash);
    return guide.cluster().objects().list(apiVersion, kind, "test").stream()
        .map(object -> kind.toLowerCase(Locale.ROOT) + group + "/" + name(object));
  }

  private static String name(Tree object) {
    return object.textOr("", "metadata", "name");
  }
}
