package dev.canary.core.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** What the rules run on. */
final class CoreClasses {
  static final String ROOT = "dev.canary.core.";
  static final String PLANTED_ROOT = "dev.canary.core.architecture.planted.";

  /** The classes that are shipped. */
  static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.canary.core");

  /** Classes that break each rule on purpose. */
  static final JavaClasses PLANTED =
      new ClassFileImporter().importPackages("dev.canary.core.architecture.planted");

  private CoreClasses() {}
}
