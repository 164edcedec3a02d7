package dev.canary.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of the state machine chapter, section 8.1. */
class LadderTest {

  static List<Arguments> ladders() {
    return List.of(
        Arguments.of(Ladder.by(10, 50), List.of(10, 20, 30, 40, 50)),
        Arguments.of(Ladder.by(20, 50), List.of(20, 40, 60)),
        Arguments.of(Ladder.by(30, 50), List.of(30, 60)),
        Arguments.of(Ladder.by(40, 100), List.of(40, 80, 100)),
        Arguments.of(Ladder.by(100, 100), List.of(100)),
        Arguments.of(Ladder.of(1, 2, 10, 80), List.of(1, 2, 10, 80)),
        Arguments.of(Ladder.of(10, 50, 100), List.of(10, 50, 100)),
        Arguments.of(Ladder.of(10, 120), List.of(10, 100)));
  }

  @ParameterizedTest
  @MethodSource("ladders")
  void weights_areAnalysedInOrder(Ladder ladder, List<Integer> expected) {
    List<Integer> weights = new ArrayList<>();
    Weight current = Weight.ZERO;
    while (weights.isEmpty() || current.percent() < ladder.max()) {
      current = ladder.after(current);
      weights.add(current.percent());
    }
    assertThat(weights).isEqualTo(expected);
  }

  @Test
  void aWeightThatIsNoStep_isFollowedByEverything() {
    assertThat(Ladder.of(10, 50).after(new Weight(30))).isEqualTo(Weight.FULL);
    assertThat(Ladder.of(10, 50).after(new Weight(50))).isEqualTo(Weight.FULL);
  }

  @Test
  void explicitSteps_setTheMaximumEvenBesideAStepWeight() {
    Ladder both = new Ladder(5, ImmutableList.of(10, 20), 90);

    assertThat(both.max()).isEqualTo(20);
    assertThat(both.after(new Weight(10))).isEqualTo(new Weight(15));
  }
}
