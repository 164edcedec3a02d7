package dev.canary.testkit.cluster.api.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.api.store.GroupResource;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnsTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:01:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          .a.b                        | {"a":{"b":1}}                             | 1
          {.a.b}                      | {"a":{"b":1}}                             | 1
          .a[1]                       | {"a":[1,2]}                               | 2
          .a[*].b                     | {"a":[{"b":1},{"b":2}]}                   | 1,2
          .a['b.c']                   | {"a":{"b.c":1}}                           | 1
          .a.b\\.c                    | {"a":{"b.c":1}}                           | 1
          .c[?(@.type=="B")].s        | {"c":[{"type":"A","s":1},{"type":"B","s":2}]} | 2
          .x.y                        | {"a":1}                                   | ``
          not a path                  | {"a":1}                                   | ``
          """)
  void jsonPath_findsInOrder(String path, String object, String found) {
    assertThat(
            String.join(
                ",",
                JsonPath.parse(path).find(Json.read(object)).stream().map(Tree::toString).toList()))
        .isEqualTo(found);
  }

  @Test
  void customColumns_cellsFollowTheirType() {
    ImmutableList<Column> columns =
        CustomColumns.of(
            Json.read(
                """
                {"additionalPrinterColumns":[
                  {"name":"Phase","type":"string","jsonPath":".status.phase"},
                  {"name":"Weights","type":"string","priority":1,"jsonPath":".spec.weights"},
                  {"name":"Count","type":"integer","jsonPath":".spec.count"},
                  {"name":"Wrong","type":"integer","jsonPath":".status.phase"},
                  {"name":"Since","type":"date","jsonPath":".status.at"},
                  {"name":"Gone","type":"string","jsonPath":".status.gone"}]}"""));
    Tree object =
        Json.read(
            """
            {"metadata":{"name":"n"},"spec":{"weights":[1,2],"count":3},
             "status":{"phase":"Up","at":"2026-01-01T00:00:00Z"}}""");

    assertThat(columns)
        .extracting(column -> column.cell().apply(object, NOW).toString())
        .containsExactly("\"n\"", "\"Up\"", "\"[1,2]\"", "3", "null", "\"60s\"", "null");
    assertThat(columns).extracting(Column::priority).containsExactly(0, 0, 1, 0, 0, 0, 0);
  }

  @Test
  void customColumns_noneDeclared_showNameAndAge() {
    assertThat(CustomColumns.of(Tree.Obj.EMPTY))
        .extracting(Column::name)
        .containsExactly("Name", "Age");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          apps        | deployments | Ready     | {"spec":{"replicas":3},"status":{"readyReplicas":2}} | "2/3"
          apps        | deployments | Up-to-date | {"status":{"updatedReplicas":1}} | 1
          apps        | deployments | Images    | {"spec":{"template":{"spec":{"containers":[{"image":"a"},{"image":"b"}]}}}} | "a,b"
          ``          | services    | Port(s)   | {"spec":{"ports":[{"port":80,"protocol":"TCP"},{"port":81}]}} | "80/TCP,81/TCP"
          ``          | services    | Selector  | {"spec":{"selector":{"b":"2","a":"1"}}} | "a=1,b=2"
          ``          | pods        | Ready     | {"spec":{"containers":[{},{}]},"status":{"containerStatuses":[{"ready":true}]}} | "1/2"
          ``          | pods        | Status    | {"status":{"phase":"Pending","containerStatuses":[{"state":{"waiting":{"reason":"ImagePullBackOff"}}}]}} | "ImagePullBackOff"
          ``          | pods        | Restarts  | {"status":{"containerStatuses":[{"restartCount":2},{"restartCount":1}]}} | "3"
          ``          | events      | Last Seen | {"lastTimestamp":"2026-01-01T00:00:50Z"} | "10s"
          ``          | events      | Object    | {"involvedObject":{"kind":"Canary","name":"podinfo"}} | "canary/podinfo"
          ``          | endpoints   | Endpoints | {"subsets":[{"addresses":[{"ip":"1"},{"ip":"2"},{"ip":"3"},{"ip":"4"}],"ports":[{"port":8}]}]} | "1:8,2:8,3:8 + 1 more..."
          autoscaling | horizontalpodautoscalers | Reference | {"spec":{"scaleTargetRef":{"kind":"Deployment","name":"x"}}} | "Deployment/x"
          autoscaling | horizontalpodautoscalers | Targets | {"spec":{"metrics":[{"resource":{"name":"cpu","target":{"averageUtilization":99}}}]}} | "cpu: <unknown>/99%"
          networking.k8s.io | ingresses | Hosts   | {"spec":{"rules":[{"host":"a"},{"host":"b"}]}} | "a,b"
          """)
  void builtInColumns_showWhatKubectlShows(
      String group, String plural, String column, String object, String cell) {
    Column found =
        BuiltInColumns.of(new GroupResource(group, plural)).stream()
            .filter(candidate -> candidate.name().equals(column))
            .findFirst()
            .orElseThrow();

    assertThat(found.cell().apply(Json.read(object), NOW)).isEqualTo(Json.read(cell));
  }
}
