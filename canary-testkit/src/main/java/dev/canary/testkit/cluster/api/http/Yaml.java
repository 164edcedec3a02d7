package dev.canary.testkit.cluster.api.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.api.error.ApiException;
import dev.canary.testkit.cluster.api.error.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads one YAML document as a tree. */
final class Yaml {

  private static final YAMLFactory FACTORY = new YAMLFactory();

  private Yaml() {}

  static Tree read(String text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      JsonToken first = parser.nextToken();
      return first == null ? Tree.Obj.EMPTY : value(parser, first);
    } catch (IOException malformed) {
      throw ApiException.of(
          Reason.BAD_REQUEST, "the body is not well-formed YAML: " + malformed.getMessage());
    }
  }

  private static Tree value(JsonParser parser, JsonToken token) throws IOException {
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_NUMBER_INT -> new Tree.Num(parser.getBigIntegerValue().toString());
      case VALUE_NUMBER_FLOAT -> new Tree.Num(parser.getDecimalValue().toString());
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
