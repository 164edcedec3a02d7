package dev.canary.core.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The domain reads no clock, draws no random number and keeps every order. */
class PurityTest {
  @ParameterizedTest
  @EnumSource
  void domain_isPure(PurityRule rule) {
    rule.rule().check(CoreClasses.MAIN);
  }

  @ParameterizedTest
  @EnumSource
  void purityRule_catchesEachPlantedViolation(PurityRule rule) {
    var violations = rule.rule().evaluate(CoreClasses.PLANTED).getFailureReport().getDetails();

    assertThat(violations).hasSize(plantedIn(rule)).allMatch(text -> text.contains("Impure."));
  }

  private static int plantedIn(PurityRule rule) {
    return switch (rule) {
      case NO_CLOCK -> 4;
      case NO_RANDOMNESS -> 3;
      case NO_UNORDERED_COLLECTION -> 4;
      case NO_PROCESS -> 2;
    };
  }
}
