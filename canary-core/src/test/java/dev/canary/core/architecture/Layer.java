package dev.canary.core.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.google.common.collect.ImmutableSet;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The packages of the domain and what each may see; anything unlisted is forbidden.
 *
 * <p>Listing what is allowed, not what is forbidden, makes a misspelt package fail the build
 * instead of passing it. Think about the direction of dependencies before adding an entry: {@code
 * machine} decides and knows no port, {@code port} promises and knows no store, {@code tick} alone
 * knows both decisions and ports.
 */
enum Layer {
  TREE,
  MODEL(TREE),
  MACHINE(TREE, MODEL),
  PORT(TREE, MODEL),
  /** Sees the ports for their exceptions alone. */
  STORE(TREE, PORT),
  PLUGIN(TREE, MODEL, PORT, STORE),
  TICK(TREE, MODEL, MACHINE, PORT);

  /** Value types, collections and annotations; no I/O, clock, thread or logger is among them. */
  private static final DescribedPredicate<JavaClass> LANGUAGE =
      resideInAnyPackage(
          "java.lang..",
          "java.math",
          "java.net",
          "java.nio.charset",
          "java.security",
          "java.time..",
          "java.util",
          "java.util.function",
          "java.util.regex",
          "java.util.stream",
          "com.google.common..",
          "org.jspecify..");

  private final ImmutableSet<Layer> sees;

  Layer(Layer... sees) {
    this.sees = ImmutableSet.copyOf(sees);
  }

  String packageName() {
    return CoreClasses.ROOT + name().toLowerCase(Locale.ROOT);
  }

  String plantedPackageName() {
    return CoreClasses.PLANTED_ROOT + name().toLowerCase(Locale.ROOT);
  }

  /** Holds for classes of this package and for those planted to look like them. */
  DescribedPredicate<JavaClass> contains() {
    return resideInAnyPackage(packageName() + "..", plantedPackageName() + "..");
  }

  /** Returns the rule that this package sees what is listed and nothing else. */
  ArchRule rule() {
    DescribedPredicate<JavaClass> allowed = contains().or(LANGUAGE);
    for (Layer layer : sees) {
      allowed = allowed.or(layer.contains());
    }
    if (this == TICK) { // its memory of what was told is shared by the ticks of all canaries
      allowed = allowed.or(equivalentTo(ConcurrentHashMap.class));
    }
    return classes()
        .that(contains())
        .should()
        .onlyDependOnClassesThat(allowed.as("%s sees: %s and plain Java", this, sees));
  }
}
