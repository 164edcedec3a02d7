package dev.canary.operator.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads test resources. */
final class Yaml {

  private static final YAMLMapper MAPPER = new YAMLMapper();

  private Yaml() {}

  /** Returns the first document of a YAML text. */
  static Tree of(String text) {
    return all(text).getFirst();
  }

  static List<Tree> all(String text) {
    try (MappingIterator<JsonNode> nodes = MAPPER.readerFor(JsonNode.class).readValues(text)) {
      List<Tree> trees = new ArrayList<>();
      nodes.forEachRemaining(node -> trees.add(Json.read(node.toString())));
      return trees;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns a resource of this package's test folder. */
  static String resource(String name) {
    try (InputStream in = Yaml.class.getResourceAsStream("/crd/" + name)) {
      if (in == null) {
        throw new IllegalArgumentException("no resource crd/" + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
