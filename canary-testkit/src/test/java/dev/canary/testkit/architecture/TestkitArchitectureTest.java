package dev.canary.testkit.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The testkit is fit for those who use a part of it. */
class TestkitArchitectureTest {
  /** Below this the importer did not find the module, and every rule would hold. */
  private static final int FEWEST_CLASSES = 1;

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.canary.testkit");

  private static final JavaClasses PLANTED =
      new ClassFileImporter().importPackages("dev.canary.testkit.architecture.planted");

  @ParameterizedTest
  @EnumSource
  void testkit_keepsRule(TestkitRule rule) {
    rule.rule().allowEmptyShould(true).check(MAIN);
  }

  @ParameterizedTest
  @EnumSource
  void rule_catchesPlantedViolation(TestkitRule rule) {
    String planted =
        switch (rule) {
          case TEST_LIBRARIES_STAY_WITH_TESTS -> "planted.fake.SeesJunit";
          case CLUSTER_KNOWS_NO_CANARY -> "planted.cluster.SeesCanary";
        };

    assertThat(rule.rule().evaluate(PLANTED).getFailureReport().getDetails())
        .isNotEmpty()
        .allMatch(text -> text.contains(planted));
  }

  @Test
  void rules_haveSubjects() {
    assertThat(MAIN).hasSizeGreaterThanOrEqualTo(FEWEST_CLASSES);
  }

  @Test
  void everyPackage_isNullMarked() {
    assertThat(MAIN.stream().map(each -> each.getPackage()).distinct())
        .filteredOn((JavaPackage each) -> !each.isAnnotatedWith(NullMarked.class))
        .isEmpty();
  }
}
