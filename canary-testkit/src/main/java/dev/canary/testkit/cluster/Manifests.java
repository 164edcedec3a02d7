package dev.canary.testkit.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.google.common.collect.ImmutableList;
import com.google.common.io.Resources;
import dev.canary.core.tree.Tree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads objects from YAML, the form in which the guides show them. */
public final class Manifests {

  private static final YAMLFactory FACTORY = new YAMLFactory();

  private Manifests() {}

  /**
   * Returns the objects of a YAML text, one per document; empty documents are left out.
   *
   * @throws IllegalArgumentException if it is not well-formed
   */
  public static ImmutableList<Tree> read(String yaml) {
    ImmutableList.Builder<Tree> objects = ImmutableList.builder();
    try (JsonParser parser = FACTORY.createParser(yaml)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (value(parser, token) instanceof Tree.Obj object) {
          objects.add(object);
        }
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("not well-formed YAML: " + e.getMessage(), e);
    }
    return objects.build();
  }

  /** Returns the objects of a file beside this class. */
  static ImmutableList<Tree> resource(String name) {
    try {
      return read(Resources.toString(Resources.getResource(Manifests.class, name), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }

  private static Tree value(JsonParser parser, JsonToken token) throws IOException {
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          new Tree.Num(parser.getDecimalValue().toPlainString());
      case VALUE_TRUE -> Tree.of(true);
      case VALUE_FALSE -> Tree.of(false);
      case VALUE_NULL -> Tree.Null.NULL;
      default -> Tree.of(parser.getText());
    };
  }

  private static Tree object(JsonParser parser) throws IOException {
    Map<String, Tree> members = new LinkedHashMap<>();
    for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
      members.put(key, value(parser, parser.nextToken()));
    }
    return Tree.object(members);
  }

  private static Tree array(JsonParser parser) throws IOException {
    List<Tree> elements = new ArrayList<>();
    for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
      elements.add(value(parser, t));
    }
    return Tree.array(elements);
  }
}
