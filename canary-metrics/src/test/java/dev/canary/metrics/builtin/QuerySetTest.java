package dev.canary.metrics.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.io.Resources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class QuerySetTest {

  static Stream<List<String>> recorded() throws IOException {
    return Resources.readLines(
            Resources.getResource(QuerySetTest.class, "queries.tsv"), StandardCharsets.UTF_8)
        .stream()
        .map(Splitter.on('\t')::splitToList);
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void query_isTheReferences(List<String> row) {
    QuerySet set = QuerySet.valueOf(row.get(0));

    assertThat(row.get(1).equals("success") ? set.successRate() : set.duration())
        .isEqualTo(row.get(2));
  }

  @Test
  void everySet_isRecordedTwice() throws IOException {
    assertThat(recorded().map(List::getFirst))
        .hasSize(2 * QuerySet.values().length)
        .contains(Stream.of(QuerySet.values()).map(Enum::name).toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource({
    "istio,, false, istio, ISTIO",
    "istio, nginx, false, nginx, NGINX",
    "linkerd, nginx, false, linkerd, LINKERD",
    "linkerd, gatewayapi:v1, false, linkerd, LINKERD",
    "gatewayapi:v1,, false, gatewayapi:v1, HTTP",
    "gatewayapi:v1beta1,, true, gatewayapi:v1beta1:service, HTTP",
    "appmesh:v1beta2,, true, appmesh:v1beta2:service, APP_MESH",
    "gloo,, true, gloo:service, GLOO",
    "kubernetes,, false, kubernetes, HTTP",
    "kubernetes,, true, kubernetes:service, ISTIO",
    "linkerd,, true, linkerd:service, ISTIO",
    "nginx,, true, nginx:service, ISTIO",
    "smi:v1alpha1,, false, smi:v1alpha1, ISTIO",
    "smi:v1alpha1:linkerd,, false, smi:v1alpha1:linkerd, ISTIO",
    "smi:crossover,, false, crossover, ISTIO",
    "knative, knative, false, knative, KNATIVE",
    "contour,, false, contour, CONTOUR",
    "skipper,, false, skipper, SKIPPER",
    "traefik,, false, traefik, TRAEFIK",
    "osm,, false, osm, OSM",
    "kuma,, false, kuma, KUMA",
    "apisix,, false, apisix, APISIX",
    "istioctl,, false, istioctl, ISTIO"
  })
  void source_isChosenByProviderAndTarget(
      String mesh, String provider, boolean service, String name, QuerySet queries) {
    assertThat(MetricsSource.of(mesh, provider == null ? "" : provider, service))
        .isEqualTo(new MetricsSource(name, queries));
  }
}
