package dev.canary.testkit.cluster.api.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.api.error.ApiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectorsTest {

  private static final Tree OBJECT =
      Json.read(
          """
          {"metadata":{"name":"n","namespace":"ns","labels":{"app":"web","tier":"front","x.io/y":"1"}},
           "type":"Warning","involvedObject":{"kind":"Canary","name":"podinfo"},
           "source":{"component":"flagger"}}""");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          app=web                     | true
          app==web                    | true
          app = api                   | false
          app!=api                    | true
          absent!=x                   | true
          app!=web                    | false
          app in (api, web)           | true
          app in (api)                | false
          app notin (api)             | true
          app notin (web,api)         | false
          absent notin (x)            | true
          app                         | true
          absent                      | false
          !absent                     | true
          !app                        | false
          x.io/y=1,app in (web),!z    | true
          app=web,tier=back           | false
          """)
  void labelSelector_selectsAsDocumented(String selector, boolean selected) {
    assertThat(LabelSelector.parse(selector).test(OBJECT)).isEqualTo(selected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"app=(a)", "=x", "app in web", "a b", "app in (a"})
  void labelSelector_malformed_isRefused(String selector) {
    assertThatThrownBy(() -> LabelSelector.parse(selector))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("unable to parse requirement");
  }

  @Test
  void labelSelector_empty_selectsEverything() {
    assertThat(LabelSelector.parse("").test(Tree.Obj.EMPTY)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          metadata.name=n                                    | true
          metadata.namespace!=ns                             | false
          involvedObject.name=podinfo,involvedObject.kind=Canary | true
          type=Normal                                        | false
          reason=                                            | true
          source=flagger                                     | true
          """)
  void fieldSelector_selectsEvents(String selector, boolean selected) {
    assertThat(FieldSelector.parse(selector, "events").test(OBJECT)).isEqualTo(selected);
  }

  @Test
  void fieldSelector_fieldOfAnotherResource_isRefused() {
    assertThatThrownBy(() -> FieldSelector.parse("type=Opaque", "configmaps"))
        .hasMessage("field label not supported: type (of configmaps)");
  }
}
