package dev.canary.core.architecture.planted;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Breaks each purity rule, in a call and in a method reference. */
final class Impure {
  static Object clock() {
    Supplier<Instant> now = Instant::now;
    return now.get().toEpochMilli() + System.nanoTime() + Clock.systemUTC().millis();
  }

  static Object random() {
    return Math.random() + new Random(1).hashCode() + UUID.randomUUID().toString();
  }

  static Object unordered() {
    Map<String, String> map = new HashMap<>();
    return Stream.of(map, Map.of(), Set.of()).collect(Collectors.toSet());
  }

  static Object process() {
    System.out.println(InstantSource.class);
    return Stream.of("HOME").map(System::getenv).toList();
  }

  private Impure() {}
}
