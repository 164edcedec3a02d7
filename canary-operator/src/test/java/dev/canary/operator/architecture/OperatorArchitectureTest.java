package dev.canary.operator.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The operator's packages keep to their side of each port. */
class OperatorArchitectureTest {
  /** Below this the importer did not find the module, and every rule would hold. */
  private static final int FEWEST_CLASSES = 5;

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.canary.operator");

  private static final JavaClasses PLANTED =
      new ClassFileImporter().importPackages("dev.canary.operator.architecture.planted");

  @ParameterizedTest
  @EnumSource
  void operator_keepsRule(OperatorRule rule) {
    rule.rule().allowEmptyShould(true).check(MAIN);
  }

  @ParameterizedTest
  @EnumSource
  void rule_catchesPlantedViolation(OperatorRule rule) {
    assertThat(rule.rule().evaluate(PLANTED).getFailureReport().getDetails())
        .isNotEmpty()
        .allMatch(text -> text.contains(rule.planted()));
  }

  /** The class planted for this rule names a stand-in, so it would not notice a misspelling. */
  @ParameterizedTest
  @ValueSource(strings = "dev.canary.router")
  void packageForbiddenByStandIn_exists(String name) {
    assertThat(new ClassFileImporter().importPackages(name)).isNotEmpty();
  }

  @Test
  void rules_haveSubjects() {
    assertThat(MAIN).hasSizeGreaterThanOrEqualTo(FEWEST_CLASSES);
  }

  @Test
  void everyPackage_isNullMarked() {
    assertThat(MAIN.stream().map(JavaClass::getPackage).distinct())
        .filteredOn((JavaPackage each) -> !each.isAnnotatedWith(NullMarked.class))
        .isEmpty();
  }
}
