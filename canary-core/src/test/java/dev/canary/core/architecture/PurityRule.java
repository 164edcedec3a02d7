package dev.canary.core.architecture;

import static com.tngtech.archunit.core.domain.AccessTarget.Predicates.declaredIn;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What makes a decision a function of its arguments: all that varies is passed in. */
enum PurityRule {
  /** A decision taken at noon must be repeatable an hour later. */
  NO_CLOCK,
  /** The simulator replays a run from its seed. */
  NO_RANDOMNESS,
  /** These iterate differently in every process; guava's immutable collections keep their order. */
  NO_UNORDERED_COLLECTION,
  /** What happened is told through a port; what is configured comes through a constructor. */
  NO_PROCESS;

  ArchRule rule() {
    return noClasses().should().accessTargetWhere(forbidden());
  }

  private DescribedPredicate<JavaAccess<?>> forbidden() {
    return switch (this) {
      case NO_CLOCK ->
          uses(Clock.class, ".*")
              .or(uses(Instant.class, "now"))
              .or(uses(InstantSource.class, "system|fixed|offset|tick"))
              .or(uses(System.class, "currentTimeMillis|nanoTime"));
      case NO_RANDOMNESS ->
          uses(Math.class, "random")
              .or(uses(Random.class, ".*"))
              .or(uses(UUID.class, "randomUUID"));
      case NO_UNORDERED_COLLECTION ->
          uses(Set.class, "of|copyOf")
              .or(uses(Map.class, "of|ofEntries|copyOf"))
              .or(uses(Collectors.class, "groupingBy|to(Unmodifiable)?(Set|Map)"))
              .or(uses(HashMap.class, ".*"))
              .or(uses(HashSet.class, ".*"));
      case NO_PROCESS -> uses(System.class, "in|out|err|exit|getenv|getProperty|getLogger");
    };
  }

  /** Holds for a call, reference or field access of a member that matches {@code names}. */
  private static DescribedPredicate<JavaAccess<?>> uses(Class<?> owner, String names) {
    return target(declaredIn(owner).and(nameMatching(names)))
        .as("%s.(%s)", owner.getSimpleName(), names);
  }
}
