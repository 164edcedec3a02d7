package dev.canary.operator.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.canary.core.tree.Tree;
import java.util.List;
import org.junit.jupiter.api.Test;

/** While a run is in progress, the recorded position wins over what somebody made of the route. */
class HandEditedRouteTest {

  private static final String API = "networking.istio.io/v1beta1";

  @Test
  void weightsEditedByHand_arePutBackWithOneWarning() {
    try (GuideCluster guide = GuideCluster.start(50)) {
      guide.cluster().apply(Canaries.podinfo());
      guide.awaitEvent("Initialization done! podinfo.test");
      guide.cluster().traffic().users("http://app.example.com/", 5);
      guide.setImage("podinfo", "stefanprodan/podinfo:3.1.1");
      guide.awaitEvent("Advance podinfo.test canary weight 20");

      long before = guide.cluster().objects().version();
      guide
          .cluster()
          .objects()
          .edit(API, "VirtualService", "test", "podinfo", HandEditedRouteTest::nearlyAll);
      guide.awaitEvent("Route of podinfo.test was at ");
      guide.awaitEvent("Promotion completed!");

      assertThat(
              History.of(
                  guide.cluster(), before, API, "VirtualService", "podinfo", History::canaryWeight))
          .containsExactly(93L, 20L, 30L, 40L, 50L, 0L);
      assertThat(guide.warnings())
          .filteredOn(text -> !text.contains(" not ready: "))
          .singleElement()
          .asString()
          .matches("Route of podinfo.test was at .*93.*, putting back the recorded .*20.*");
    }
  }

  private static Tree nearlyAll(Tree virtualService) {
    ImmutableList<Tree> routes = virtualService.items("spec", "http", "0", "route");
    Tree edited = virtualService;
    for (int i = 0; i < routes.size(); i++) {
      boolean canary = routes.get(i).textOr("", "destination", "host").endsWith("-canary");
      List<String> path = List.of("spec", "http", "0", "route", Integer.toString(i), "weight");
      edited = edited.with(canary ? 93 : 7, path.toArray(String[]::new));
    }
    return edited;
  }
}
