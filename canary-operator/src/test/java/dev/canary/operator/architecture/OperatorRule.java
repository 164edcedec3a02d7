package dev.canary.operator.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;

/** What a package of the operator may not see. */
enum OperatorRule {
  /** The image leaves the testkit out, so one package alone has to cope without it. */
  TESTKIT_ONLY_IN_DEMO,
  /**
   * Whoever reads a class sees its constructor called in one place, and embedders need no Guice.
   */
  GUICE_ONLY_IN_WIRING,
  /** Routers are found as plug-ins; ours use the same door as everybody's. */
  NO_ROUTER_BY_NAME,
  /** These steer by trees over the object store, so that any client and any fake can serve them. */
  NO_CLIENT_TYPES_IN_DECISIONS,
  /** Packages that need each other are one package. */
  NO_CYCLES;

  private static final String ROOT = "dev.canary.operator.";
  private static final String PLANTED = ROOT + "architecture.planted.";

  ArchRule rule() {
    return switch (this) {
      case TESTKIT_ONLY_IN_DEMO ->
          noClasses()
              .that()
              .resideOutsideOfPackage(ROOT + "demo..")
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage("dev.canary.testkit..", PLANTED + "testkit..");
      case GUICE_ONLY_IN_WIRING ->
          noClasses()
              .that()
              .resideOutsideOfPackage(ROOT + "wiring..")
              .and()
              .doNotHaveFullyQualifiedName(ROOT + "Main")
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage("com.google.inject..", "jakarta.inject..");
      case NO_ROUTER_BY_NAME ->
          noClasses()
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage("dev.canary.router..", PLANTED + "router..");
      case NO_CLIENT_TYPES_IN_DECISIONS ->
          noClasses()
              .that()
              .resideInAnyPackage(
                  ROOT + "config..",
                  ROOT + "schedule..",
                  ROOT + "workload..",
                  PLANTED + "workload..")
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage("io.fabric8..");
      case NO_CYCLES -> slices().matching(ROOT + "(**)").should().beFreeOfCycles();
    };
  }

  /** Returns a part of each report on the class planted to break this rule. */
  String planted() {
    return switch (this) {
      case TESTKIT_ONLY_IN_DEMO -> PLANTED + "SeesTestkit";
      case GUICE_ONLY_IN_WIRING -> PLANTED + "SeesGuice";
      case NO_ROUTER_BY_NAME -> PLANTED + "SeesRouter";
      case NO_CLIENT_TYPES_IN_DECISIONS -> PLANTED + "workload.SeesClient";
      case NO_CYCLES -> "Slice architecture.planted.cycle.one";
    };
  }
}
