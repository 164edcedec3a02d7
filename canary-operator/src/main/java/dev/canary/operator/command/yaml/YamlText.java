package dev.canary.operator.command.yaml;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator.Feature;
import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes objects as YAML. */
public final class YamlText {

  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder()
              .disable(Feature.WRITE_DOC_START_MARKER)
              .disable(Feature.SPLIT_LINES)
              .enable(Feature.MINIMIZE_QUOTES)
              .enable(Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
              .build());

  private YamlText() {}

  /** Returns one document, without a line of dashes. */
  public static String of(Tree object) {
    try {
      return YAML.writeValueAsString(YAML.readTree(Json.write(object)));
    } catch (IOException impossible) {
      throw new UncheckedIOException("cannot write " + object, impossible);
    }
  }
}
