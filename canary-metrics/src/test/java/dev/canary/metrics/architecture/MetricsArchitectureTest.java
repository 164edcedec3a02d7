package dev.canary.metrics.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Packages of this module know only what lies below them. */
class MetricsArchitectureTest {

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.canary.metrics");

  @Test
  void templatesAndBuiltinQueries_knowNothingElse() {
    noClasses()
        .that()
        .resideInAnyPackage("..metrics.template", "..metrics.builtin", "..metrics.source")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.canary.core..", "dev.canary.metrics", "..metrics.prometheus")
        .check(MAIN);
  }

  @Test
  void sources_knowNoChecksAndNoTemplates() {
    noClasses()
        .that()
        .resideInAPackage("..metrics.prometheus")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.canary.metrics", "..metrics.template", "..metrics.builtin")
        .check(MAIN);
  }

  @Test
  void everyPackage_isNullMarked() {
    assertThat(MAIN.stream().map(each -> each.getPackage()).distinct())
        .filteredOn((JavaPackage each) -> !each.isAnnotatedWith(NullMarked.class))
        .isEmpty();
  }
}
