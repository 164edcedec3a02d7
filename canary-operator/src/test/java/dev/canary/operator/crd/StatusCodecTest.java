package dev.canary.operator.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.canary.core.model.Affinity;
import dev.canary.core.model.CanaryStatus;
import dev.canary.core.model.CanaryStatus.Revisions;
import dev.canary.core.model.CanaryStatus.Run;
import dev.canary.core.model.Counters;
import dev.canary.core.model.Intent;
import dev.canary.core.model.Mirror;
import dev.canary.core.model.Phase;
import dev.canary.core.model.Position;
import dev.canary.core.model.Revision;
import dev.canary.core.model.RolloutState;
import dev.canary.core.model.SpecProblem;
import dev.canary.core.model.Weight;
import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StatusCodecTest {

  private static final Instant NOW = Instant.parse("2026-07-01T10:00:00.123Z");
  private static final Tree CANARY =
      Yaml.of(
          """
          apiVersion: flagger.app/v1beta1
          kind: Canary
          metadata: {name: podinfo, namespace: test, generation: 7}
          spec:
            targetRef: {apiVersion: apps/v1, kind: Deployment, name: podinfo}
            analysis: {interval: 30s, threshold: 5, stepWeight: 10}
          """);

  private final StatusCodec codec = new StatusCodec();

  @ParameterizedTest
  @EnumSource(Phase.class)
  void written_isReadAsTheSame(Phase phase) {
    for (int seed = 0; seed < 200; seed++) {
      Statuses statuses = new Statuses(seed);
      CanaryStatus status = statuses.any(statuses.state(phase));
      Tree written = codec.write(CANARY, status, NOW);
      assertThat(codec.read(written)).as("seed %s", seed).isEqualTo(status);
    }
  }

  @Test
  void writtenOverAnyOther_isReadAsTheSame() {
    Tree canary = CANARY;
    Statuses statuses = new Statuses(42);
    for (int i = 0; i < 500; i++) {
      CanaryStatus status = statuses.any();
      canary = codec.write(canary, status, NOW.plusSeconds(i));
      assertThat(codec.read(canary)).as("write %s", i).isEqualTo(status);
    }
  }

  @Test
  void newCanary_isNew() {
    assertThat(codec.read(CANARY)).isEqualTo(CanaryStatus.NEW);
  }

  @Test
  void write_givesTheFieldsOfTheApi() {
    Revision revision =
        new Revision("c1:new", "u", 3, Optional.of(ImmutableMap.of("configmap/a", "12")));
    Position position =
        new Position(
            new Weight(20),
            Mirror.NONE,
            new Affinity(Optional.of("ck=a"), Optional.of("ck=b"), Optional.of("pk=c")));
    CanaryStatus status =
        CanaryStatus.NEW
            .with(new RolloutState.Progressing(true))
            .with(new Counters(20, 0, 1))
            .with(Revisions.NONE.analysing(revision))
            .with(Intent.NONE.to(position, NOW).judgedAt(NOW))
            .with(Run.NONE.next(NOW))
            .accepting(6);

    assertThat(codec.write(CANARY, status, NOW).at("status"))
        .contains(Json.read(Yaml.resource("progressing-status.json")));
  }

  @Test
  void counters_areAlwaysWritten() {
    Tree status = codec.write(CANARY, CanaryStatus.NEW, NOW).at("status").orElseThrow();

    assertThat(status.fields())
        .containsKeys("phase", "failedChecks", "canaryWeight", "iterations", "lastTransitionTime")
        .doesNotContainKeys("conditions", "sessionAffinityCookie", "trackedConfigs");
  }

  @Test
  void noConfigsTracked_isNotTheSameAsNotTracking() {
    Revision tracking = new Revision("c1:a", "u", 1, Optional.of(ImmutableMap.of()));
    Revision not = new Revision("c1:a", "u", 1, Optional.empty());

    Tree first = codec.write(CANARY, CanaryStatus.NEW.with(Revisions.NONE.seen(tracking)), NOW);
    Tree second = codec.write(first, CanaryStatus.NEW.with(Revisions.NONE.seen(not)), NOW);

    assertThat(first.at("status", "trackedConfigs")).contains(Tree.Obj.EMPTY);
    assertThat(second.at("status", "trackedConfigs")).isEmpty();
    assertThat(codec.read(second).revisions().seen()).contains(not);
  }

  @Test
  void foreignMembersAndConditions_survive() {
    Tree canary =
        CANARY.with(
            Yaml.of(
                """
                mesh: {zone: b}
                conditions:
                - {type: Backup, status: "True", reason: Done}
                - {type: Promoted, status: "True", reason: Initialized, message: old, owner: x}
                """),
            "status");

    Tree status =
        codec
            .write(canary, CanaryStatus.NEW.with(new RolloutState.Succeeded()), NOW)
            .at("status")
            .orElseThrow();

    assertThat(status.textOr("", "mesh", "zone")).isEqualTo("b");
    assertThat(status.items("conditions")).hasSize(2);
    assertThat(status.textOr("", "conditions", "0", "reason")).isEqualTo("Succeeded");
    assertThat(status.textOr("", "conditions", "0", "owner")).isEqualTo("x");
    assertThat(status.textOr("", "conditions", "1", "type")).isEqualTo("Backup");
  }

  @Test
  void metadataAndSpecification_stay() {
    Tree written = codec.write(CANARY, new Statuses(1).any(), NOW);

    assertThat(written.without("status")).isEqualTo(CANARY);
  }

  @Test
  void refusal_isAConditionWithEveryProblem() {
    ImmutableList<SpecProblem> problems =
        ImmutableList.of(new SpecProblem("spec.a", "is 1"), new SpecProblem("spec.b", "is 2"));

    Tree written = codec.write(CANARY, CanaryStatus.NEW, NOW, Condition.refused(problems));

    assertThat(written.textOr("", "status", "conditions", "0", "message"))
        .isEqualTo("spec.a: is 1; spec.b: is 2");
    assertThat(written.textOr("", "status", "conditions", "0", "status")).isEqualTo("False");
  }

  /** Replaces members anywhere in a status by values of another kind, or drops them. */
  @Test
  void malformedMembers_neverThrow_andLeaveTheRest() {
    Random random = new Random(7);
    ImmutableList<Tree> junk =
        ImmutableList.of(
            Tree.Null.NULL,
            Tree.of("x"),
            Tree.of(-5),
            Json.read("1e400"),
            Json.read("2.5"),
            Json.read("99999999999999999999"),
            Tree.of(true),
            Tree.Arr.EMPTY,
            Json.read("[1,{\"a\":[]},null]"),
            Tree.Obj.EMPTY);
    for (int i = 0; i < 3_000; i++) {
      Tree canary = codec.write(CANARY, new Statuses(i).any(), NOW);
      List<String[]> paths = new ArrayList<>();
      collect(canary.at("status").orElseThrow(), List.of("status"), paths);
      String[] path = paths.get(random.nextInt(paths.size()));
      Tree broken = canary.with(junk.get(random.nextInt(junk.size())), path);
      CanaryStatus read = codec.read(broken);
      codec.write(broken, read, NOW);
      if (!String.join(".", path).startsWith("status.rollout") && path.length > 1) {
        assertThat(read.intent()).isEqualTo(codec.read(canary).intent());
      }
    }
  }

  @Test
  void oneMalformedObligation_leavesTheOthers() {
    CanaryStatus status = CanaryStatus.NEW.owing(new Statuses(3).owed(4));
    Tree written = codec.write(CANARY, status, NOW);

    CanaryStatus read =
        codec.read(written.with(Tree.of("broken"), "status", "rollout", "owed", "1"));

    assertThat(read.owed())
        .containsExactly(status.owed().get(0), status.owed().get(2), status.owed().get(3));
  }

  private static void collect(Tree tree, List<String> path, List<String[]> paths) {
    paths.add(path.toArray(String[]::new));
    switch (tree) {
      case Tree.Obj(var members) ->
          members.forEach((key, value) -> collect(value, append(path, key), paths));
      case Tree.Arr(var elements) -> {
        for (int i = 0; i < elements.size(); i++) {
          collect(elements.get(i), append(path, Integer.toString(i)), paths);
        }
      }
      default -> {}
    }
  }

  private static List<String> append(List<String> path, String key) {
    List<String> longer = new ArrayList<>(path);
    longer.add(key);
    return longer;
  }
}
