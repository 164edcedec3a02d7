package dev.canary.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RevisionTest {

  private static Revision of(String hash, String uid, long generation, String... configs) {
    ImmutableMap.Builder<String, String> map = ImmutableMap.builder();
    for (int i = 0; i < configs.length; i += 2) {
      map.put(configs[i], configs[i + 1]);
    }
    return new Revision(hash, uid, generation, Optional.of(map.buildOrThrow()));
  }

  @Test
  void onOneGenerationOfOneObject_theTemplateIsTheSame_whateverTheHash() {
    assertThat(of("c1:a", "u", 3).sameTemplate(of("c2:b", "u", 3))).isTrue();
    assertThat(of("c1:a", "u", 3).sameTemplate(of("c2:b", "u", 4))).isFalse();
    assertThat(of("c1:a", "u", 3).sameTemplate(of("c2:b", "other", 3))).isFalse();
  }

  @Test
  void withoutGenerationOrUid_theHashDecides() {
    assertThat(of("c1:a", "u", 0).sameTemplate(of("c1:b", "u", 0))).isFalse();
    assertThat(of("c1:a", "", 3).sameTemplate(of("c1:b", "", 3))).isFalse();
    assertThat(of("c1:a", "u", 3).sameTemplate(Revision.ofHash("c1:a"))).isTrue();
  }

  @Test
  void configs_areComparedByChecksum_andAbsentIsEmpty() {
    Revision none = new Revision("c1:a", "u", 1, Optional.empty());
    assertThat(none.sameConfigs(of("c1:a", "u", 1))).isTrue();
    assertThat(none.same(of("c1:a", "u", 1, "configmap/a", "1"))).isFalse();
    assertThat(of("c1:a", "u", 1, "configmap/a", "1").same(of("c1:a", "u", 1, "configmap/a", "2")))
        .isFalse();
  }

  @Test
  void id_dependsOnHashAndConfigs_notOnTheirOrderOrTheObject() {
    String id = of("c1:a", "u", 1, "configmap/a", "1", "secret/b", "2").id();
    assertThat(of("c1:a", "v", 9, "secret/b", "2", "configmap/a", "1").id()).isEqualTo(id);
    assertThat(of("c1:b", "u", 1, "configmap/a", "1", "secret/b", "2").id()).isNotEqualTo(id);
    assertThat(of("c1:a", "u", 1, "configmap/a", "9", "secret/b", "2").id()).isNotEqualTo(id);
    assertThat(id).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  }
}
