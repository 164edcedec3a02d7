package dev.canary.router.istio.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.canary.router.istio.IstioPlugin;
import dev.canary.router.istio.IstioRouter;
import org.junit.jupiter.api.Test;

/** The module knows the core's ports and nothing else of Canary, and shows two classes. */
class IstioArchitectureTest {

  /** Below this the importer did not find the module, and every rule would hold. */
  private static final int FEWEST_CLASSES = 20;

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.canary.router.istio");

  private static final JavaClasses PLANTED =
      new ClassFileImporter().importPackages("dev.canary.router.istio.architecture.planted");

  private static final ArchRule SEES_PORTS_ONLY =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.canary..")
                  .and(
                      not(
                          resideInAnyPackage(
                              "dev.canary.router.istio..",
                              "dev.canary.core.model..",
                              "dev.canary.core.plugin..",
                              "dev.canary.core.port..",
                              "dev.canary.core.store..",
                              "dev.canary.core.tree.."))));

  private static final ArchRule NO_OTHER_LIBRARY =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages(
              "java..", "dev.canary..", "com.google.common..", "org.jspecify.annotations..");

  @Test
  void module_seesThePortsOnly() {
    SEES_PORTS_ONLY.check(MAIN);
    NO_OTHER_LIBRARY.check(MAIN);
  }

  @Test
  void rules_catchThePlantedViolation() {
    assertThat(SEES_PORTS_ONLY.evaluate(PLANTED).hasViolation()).isTrue();
    assertThat(NO_OTHER_LIBRARY.evaluate(PLANTED).hasViolation()).isTrue();
  }

  @Test
  void rules_haveSubjects() {
    assertThat(MAIN).hasSizeGreaterThanOrEqualTo(FEWEST_CLASSES);
  }

  @Test
  void routerAndPlugin_areTheOnlyPublicClasses() {
    assertThat(MAIN.stream())
        .filteredOn((JavaClass each) -> each.getModifiers().contains(JavaModifier.PUBLIC))
        .filteredOn((JavaClass each) -> each.isTopLevelClass())
        .extracting(JavaClass::getName)
        .containsExactlyInAnyOrder(IstioRouter.class.getName(), IstioPlugin.class.getName());
  }
}
