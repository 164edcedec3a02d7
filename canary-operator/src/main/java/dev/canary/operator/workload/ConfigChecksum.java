package dev.canary.operator.workload;

import com.google.common.hash.Hashing;
import dev.canary.core.tree.Tree;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * Checksums of ConfigMaps and Secrets as {@code status.trackedConfigs} records them: the first 8
 * bytes of SHA-256 in hexadecimal (workload chapter, section 8.3).
 *
 * <p>Stored checksums must stay valid across controllers, so the JSON that is hashed is the
 * reference's, byte for byte. It leaves {@code binaryData} out; ours appends it when there is any.
 */
final class ConfigChecksum {

  private static final int DIGITS = 16;

  private ConfigChecksum() {}

  /** Returns the checksum of all content. */
  static String of(Tree config) {
    String binary = json(config.texts("binaryData"));
    return digest(ofText(config) + (binary.equals("null") ? "" : binary));
  }

  /** Returns the checksum of {@code data} alone, all that the reference copies and compares. */
  static String ofDataAlone(Tree config) {
    return digest(ofText(config));
  }

  private static String ofText(Tree config) {
    return json(config.texts("data"));
  }

  private static String digest(String text) {
    return Hashing.sha256()
        .hashString(text, StandardCharsets.UTF_8)
        .toString()
        .substring(0, DIGITS);
  }

  /** Returns the object as Go's {@code encoding/json} writes it; nothing for no entries. */
  private static String json(Map<String, String> data) {
    if (data.isEmpty()) {
      return "null";
    }
    StringBuilder out = new StringBuilder("{");
    // Keys are ASCII, so the order of chars is the order of bytes.
    new TreeMap<>(data)
        .forEach(
            (key, value) -> {
              out.append(out.length() > 1 ? "," : "");
              quote(out, key);
              out.append(':');
              quote(out, value);
            });
    return out.append('}').toString();
  }

  private static void quote(StringBuilder out, String text) {
    out.append('"');
    text.chars().forEach(c -> escape(out, (char) c));
    out.append('"');
  }

  private static void escape(StringBuilder out, char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '<', '>', '&', '\u2028', '\u2029' -> unicode(out, c);
      default -> {
        if (c < 0x20) {
          unicode(out, c);
        } else {
          out.append(c);
        }
      }
    }
  }

  private static void unicode(StringBuilder out, char c) {
    out.append("\\u%04x".formatted((int) c));
  }
}
