package dev.canary.testkit.contract;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Finds what could be changed in a value: everything but records of immutable parts. */
final class Immutability {

  private static final ImmutableSet<Class<?>> IMMUTABLE =
      ImmutableSet.of(
          String.class,
          Integer.class,
          Long.class,
          Boolean.class,
          Duration.class,
          Instant.class,
          Optional.class,
          ImmutableList.class,
          ImmutableMap.class);

  private Immutability() {}

  /** Returns the paths of mutable parts of a type; empty if it is immutable. */
  static ImmutableList<String> problems(Class<?> type) {
    ImmutableList.Builder<String> problems = ImmutableList.builder();
    visit(type.getSimpleName(), type, problems, new HashSet<>());
    return problems.build();
  }

  private static void visit(
      String path, Type type, ImmutableList.Builder<String> problems, Set<Type> visited) {
    if (!visited.add(type)) {
      return;
    }
    if (type instanceof ParameterizedType generic) {
      visit(path, generic.getRawType(), problems, visited);
      for (Type argument : generic.getActualTypeArguments()) {
        visit(path + "[]", argument, problems, visited);
      }
    } else if (type instanceof Class<?> known) {
      visitClass(path, known, problems, visited);
    } else {
      problems.add(path + " of " + type);
    }
  }

  private static void visitClass(
      String path, Class<?> type, ImmutableList.Builder<String> problems, Set<Type> visited) {
    if (type.isRecord()) {
      for (RecordComponent component : type.getRecordComponents()) {
        visit(path + "." + component.getName(), component.getGenericType(), problems, visited);
      }
    } else if (type.isSealed()) {
      for (Class<?> permitted : type.getPermittedSubclasses()) {
        visit(path, permitted, problems, visited);
      }
    } else if (!type.isPrimitive() && !type.isEnum() && !IMMUTABLE.contains(type)) {
      problems.add(path + " of " + type.getSimpleName());
    }
  }
}
