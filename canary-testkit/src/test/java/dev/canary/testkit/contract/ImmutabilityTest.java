package dev.canary.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImmutabilityTest {

  record Fixed(String text, int number, Optional<ImmutableList<Fixed>> more) {}

  record Loose(ImmutableList<List<String>> inner, StringBuilder text) {}

  @Test
  void recordOfImmutableParts_hasNoProblems() {
    assertThat(Immutability.problems(Fixed.class)).isEmpty();
  }

  @Test
  void mutableParts_areFoundAtAnyDepth() {
    assertThat(Immutability.problems(Loose.class))
        .containsExactly("Loose.inner[] of List", "Loose.text of StringBuilder");
  }
}
