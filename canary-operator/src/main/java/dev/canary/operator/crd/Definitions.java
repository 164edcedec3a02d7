package dev.canary.operator.crd;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.io.Resources;
import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The definitions of the custom resources, as they are applied to a cluster. */
public final class Definitions {

  private static final ImmutableList<String> NAMES =
      ImmutableList.of("canaries", "metrictemplates", "alertproviders");

  private final ImmutableMap<String, Tree> byKind;

  /** Creates the definitions from the files that ship with the operator. */
  public Definitions() {
    ImmutableMap.Builder<String, Tree> definitions = ImmutableMap.builder();
    for (String name : NAMES) {
      Tree definition = parsed(text(name));
      definitions.put(definition.textOr("", "spec", "names", "kind"), definition);
    }
    this.byKind = definitions.buildOrThrow();
  }

  /** Returns the definitions in the order in which they are applied. */
  public ImmutableList<Tree> all() {
    return byKind.values().asList();
  }

  /** Returns the kinds that are defined. */
  public ImmutableList<String> kinds() {
    return byKind.keySet().asList();
  }

  /** Returns the files one after the other, as one YAML stream. */
  public static String yaml() {
    return String.join("---\n", NAMES.stream().map(Definitions::text).toList());
  }

  /** Returns the schema of the version that is served, or empty if the kind is not defined. */
  Optional<Tree> schema(String kind) {
    return Optional.ofNullable(byKind.get(kind))
        .flatMap(it -> it.at("spec", "versions", "0", "schema", "openAPIV3Schema"));
  }

  private static String text(String name) {
    try {
      return Resources.toString(
          Resources.getResource(Definitions.class, "/crd/" + name + ".yaml"),
          StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Tree parsed(String yaml) {
    try {
      return Json.read(new YAMLMapper().readTree(yaml).toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
