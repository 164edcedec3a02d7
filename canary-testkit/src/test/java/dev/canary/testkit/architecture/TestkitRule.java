package dev.canary.testkit.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;

/** What a package of the testkit may not see. */
enum TestkitRule {
  /**
   * JUnit and AssertJ are optional dependencies: whoever runs the embedded cluster or the load
   * tester has neither, and must not meet a missing class.
   */
  TEST_LIBRARIES_STAY_WITH_TESTS,

  /**
   * The cluster stands for the world outside. If it knew what a canary is, a demo on it would show
   * nothing; of the domain it may use the JSON values alone.
   */
  CLUSTER_KNOWS_NO_CANARY;

  ArchRule rule() {
    return switch (this) {
      case TEST_LIBRARIES_STAY_WITH_TESTS ->
          noClasses()
              .that()
              .resideOutsideOfPackages(
                  "dev.canary.testkit.contract..",
                  "dev.canary.testkit.fixture..",
                  "dev.canary.testkit.junit..",
                  "dev.canary.testkit.architecture")
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage("org.junit..", "org.assertj..", "org.opentest4j..");
      case CLUSTER_KNOWS_NO_CANARY ->
          noClasses()
              .that(
                  resideInAnyPackage(
                      "dev.canary.testkit.cluster..",
                      "dev.canary.testkit.architecture.planted.cluster.."))
              .should()
              .dependOnClassesThat(
                  resideInAPackage("dev.canary..")
                      .and(
                          not(
                              resideInAnyPackage(
                                  "dev.canary.core.tree..",
                                  "dev.canary.core.store..", // names of resources, no more
                                  "dev.canary.testkit.cluster..",
                                  "dev.canary.testkit.architecture.planted.cluster.."))))
              .allowEmptyShould(true);
    };
  }
}
