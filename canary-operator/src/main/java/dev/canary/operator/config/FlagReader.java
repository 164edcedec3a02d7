package dev.canary.operator.config;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.canary.operator.crd.GoDuration;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns flags into values, and collects what is wrong with them; a wrong one reads as default. */
final class FlagReader {

  private static final ImmutableSet<String> TRUE =
      ImmutableSet.of("1", "t", "T", "true", "TRUE", "True");
  private static final ImmutableSet<String> FALSE =
      ImmutableSet.of("0", "f", "F", "false", "FALSE", "False");
  private static final int LAST_PORT = 65_535;

  private final GivenFlags given;
  private final UnaryOperator<@Nullable String> environment;
  private final List<String> problems = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  FlagReader(GivenFlags given, UnaryOperator<@Nullable String> environment) {
    this.given = given;
    this.environment = environment;
    problems.addAll(given.problems());
  }

  /** Checks the value by its kind, and warns if it has no effect. */
  void check(Flag flag) {
    String value = text(flag.name());
    switch (flag.kind()) {
      case NUMBER -> {
        if (!value.matches("[+-]?\\d{1,9}")) {
          problem(flag.name(), "a whole number");
        }
      }
      case DURATION -> {
        if (GoDuration.parse(value).isEmpty()) {
          problem(flag.name(), "a duration such as 10s or 1m30s");
        }
      }
      case BOOL -> {
        if (!TRUE.contains(value) && !FALSE.contains(value)) {
          problem(flag.name(), "true or false");
        }
      }
      case TEXT -> {}
    }
    if (!flag.works() && (given.changed(flag.name()) || variable(flag.name()).isPresent())) {
      warnings.add("-" + flag.name() + " has no effect: " + flag.noEffect());
    }
  }

  /** Returns the value; a variable that is not empty wins. */
  String text(String name) {
    return variable(name).orElseGet(() -> given.value(name));
  }

  boolean bool(String name) {
    return TRUE.contains(text(name));
  }

  int port(String name) {
    String value = text(name);
    // What is no number at all is told by its kind.
    int port = value.matches("\\d{1,9}") ? Integer.parseInt(value) : 0;
    if (port > LAST_PORT || value.startsWith("-")) {
      problem(name, "a port from 0 to " + LAST_PORT);
    }
    return port;
  }

  String oneOf(String name, ImmutableSet<String> accepted) {
    if (!accepted.contains(text(name))) {
      problem(name, String.join(" or ", accepted));
    }
    return text(name);
  }

  Optional<Path> path(String name) {
    return Optional.of(text(name)).filter(value -> !value.isEmpty()).map(Path::of);
  }

  Optional<Path> folder(String name) {
    Optional<Path> folder = path(name);
    if (folder.isPresent() && !Files.isDirectory(folder.get())) {
      problem(name, "a folder that exists");
      return Optional.empty();
    }
    return folder;
  }

  Optional<URI> url(String name) {
    return text(name).isEmpty() ? Optional.empty() : Optional.of(requiredUrl(name));
  }

  URI requiredUrl(String name) {
    try {
      URI url = URI.create(text(name));
      boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      if (http && url.getHost() != null) {
        return url;
      }
    } catch (IllegalArgumentException malformed) {
      // Told below, like any other URL that cannot be called.
    }
    problem(name, "a URL such as http://prometheus:9090");
    return URI.create("http://invalid");
  }

  /** Returns values of the form {@code NAME.key=value}, by name and key. */
  ImmutableMap<String, ImmutableMap<String, String>> nested(String name, String accepted) {
    Map<String, Map<String, String>> byName = new LinkedHashMap<>();
    for (String value : given.values().get(name)) {
      int equals = value.indexOf('=');
      int dot = value.lastIndexOf('.', equals);
      if (dot <= 0 || equals <= dot + 1) {
        problems.add(problem(name, value, accepted));
      } else {
        byName
            .computeIfAbsent(value.substring(0, dot), first -> new LinkedHashMap<>())
            .put(value.substring(dot + 1, equals), value.substring(equals + 1));
      }
    }
    return byName.entrySet().stream()
        .collect(
            ImmutableMap.toImmutableMap(
                Map.Entry::getKey, entry -> ImmutableMap.copyOf(entry.getValue())));
  }

  void problem(String name, String accepted) {
    problems.add(problem(name, text(name), accepted));
  }

  void warn(String warning) {
    warnings.add(warning);
  }

  ImmutableList<String> problems() {
    return problems.stream()
        .distinct()
        .collect(Collectors.collectingAndThen(Collectors.toList(), ImmutableList::copyOf));
  }

  ImmutableList<String> warnings() {
    return ImmutableList.copyOf(warnings);
  }

  private String problem(String name, String value, String accepted) {
    String source = variable(name).isPresent() ? " (from " + variableName(name) + ")" : "";
    return "-%s is \"%s\"%s; give %s".formatted(name, value, source, accepted);
  }

  private Optional<String> variable(String name) {
    String variable = variableName(name);
    return variable.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(environment.apply(variable)).filter(value -> !value.isEmpty());
  }

  private static String variableName(String name) {
    Flag flag = Flags.BY_NAME.get(name);
    return flag == null ? "" : flag.variable();
  }
}
