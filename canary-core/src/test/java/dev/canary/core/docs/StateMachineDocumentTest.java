package dev.canary.core.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.canary.core.machine.Transitions;
import dev.canary.core.model.Phase;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateMachineDocumentTest {

  private static final String TEXT = Documents.text("docs/design/state-machine.md");

  @Test
  void tableOfTransitions_isTheOneThatCommitsAreCheckedAgainst() {
    List<String> documented =
        Documents.rows(Documents.section(TEXT, "Transitions")).stream()
            .map(Documents::code)
            .map(cells -> cells.get(0) + " -> " + cells.get(1))
            .toList();

    List<String> allowed =
        Transitions.ALLOWED.entries().stream()
            .map(pair -> spelt(pair.getKey()) + " -> " + spelt(pair.getValue()))
            .toList();

    assertThat(documented).containsExactlyInAnyOrderElementsOf(allowed);
  }

  @Test
  void tableOfPhases_namesEachPhaseOnce() {
    ImmutableList<String> rows = Documents.rows(Documents.section(TEXT, "Phases"));

    assertThat(rows.stream().map(row -> Documents.code(row).getFirst()))
        .containsExactlyElementsOf(
            Arrays.stream(Phase.values()).map(StateMachineDocumentTest::spelt).toList());
  }

  private static String spelt(Phase phase) {
    return phase == Phase.NEW ? "\"\"" : phase.text();
  }
}
