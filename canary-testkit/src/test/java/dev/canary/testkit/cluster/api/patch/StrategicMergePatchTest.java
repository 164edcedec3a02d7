package dev.canary.testkit.cluster.api.patch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.canary.core.tree.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrategicMergePatchTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          merged by name      | {"containers":[{"name":"a","image":"1","tty":true},{"name":"b"}]} | {"containers":[{"name":"a","image":"2"}]} | {"containers":[{"name":"a","image":"2","tty":true},{"name":"b"}]}
          new one last        | {"env":[{"name":"a"}]}        | {"env":[{"name":"b","value":"1"}]}       | {"env":[{"name":"a"},{"name":"b","value":"1"}]}
          delete by directive | {"env":[{"name":"a"},{"name":"b"}]} | {"env":[{"$patch":"delete","name":"a"}]} | {"env":[{"name":"b"}]}
          delete what is gone | {"env":[{"name":"a"}]}        | {"env":[{"$patch":"delete","name":"x"}]} | {"env":[{"name":"a"}]}
          replace a list      | {"env":[{"name":"a"}]}        | {"env":[{"$patch":"replace"},{"name":"b"}]} | {"env":[{"name":"b"}]}
          replace a map       | {"m":{"a":1,"b":2}}           | {"m":{"$patch":"replace","c":3}}         | {"m":{"c":3}}
          empty a map         | {"m":{"a":1}}                 | {"m":{"$patch":"delete"}}                | {"m":{}}
          retain keys         | {"strategy":{"type":"RollingUpdate","rollingUpdate":{}}} | {"strategy":{"$retainKeys":["type"],"type":"Recreate"}} | {"strategy":{"type":"Recreate"}}
          null removes        | {"a":1,"b":2}                 | {"a":null}                               | {"b":2}
          plain list replaced | {"args":["a","b"]}            | {"args":["c"]}                           | {"args":["c"]}
          tolerations atomic  | {"tolerations":[{"key":"a"}]} | {"tolerations":[{"key":"b"}]}            | {"tolerations":[{"key":"b"}]}
          container ports     | {"ports":[{"containerPort":1,"name":"x"}]} | {"ports":[{"containerPort":1,"name":"y"}]} | {"ports":[{"containerPort":1,"name":"y"}]}
          service ports       | {"ports":[{"port":80,"targetPort":1},{"port":81}]} | {"ports":[{"port":80,"targetPort":2}]} | {"ports":[{"port":80,"targetPort":2},{"port":81}]}
          owners by uid       | {"ownerReferences":[{"uid":"u","controller":true}]} | {"ownerReferences":[{"uid":"v"}]} | {"ownerReferences":[{"uid":"u","controller":true},{"uid":"v"}]}
          finalizers united   | {"finalizers":["a","b"]}      | {"finalizers":["b","c"]}                 | {"finalizers":["a","b","c"]}
          primitives deleted  | {"finalizers":["a","b"]}      | {"$deleteFromPrimitiveList/finalizers":["a"]} | {"finalizers":["b"]}
          order ignored       | {"env":[{"name":"a"}]}        | {"$setElementOrder/env":[{"name":"b"},{"name":"a"}],"env":[{"name":"b"}]} | {"env":[{"name":"a"},{"name":"b"}]}
          conditions by type  | {"conditions":[{"type":"A","status":"True"}]} | {"conditions":[{"type":"A","status":"False"}]} | {"conditions":[{"type":"A","status":"False"}]}
          """)
  void apply_patch_givesTheResult(String name, String target, String patch, String result) {
    assertThat(StrategicMergePatch.apply(Json.read(target), Json.read(patch)))
        .as(name)
        .isEqualTo(Json.read(result));
  }
}
