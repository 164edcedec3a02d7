package dev.canary.core.tree;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.canary.core.tree.Tree.Arr;
import dev.canary.core.tree.Tree.Bool;
import dev.canary.core.tree.Tree.Null;
import dev.canary.core.tree.Tree.Num;
import dev.canary.core.tree.Tree.Obj;
import dev.canary.core.tree.Tree.Str;
import java.util.Map;
import java.util.TreeMap;

/** The text form of trees: compact JSON (RFC 8259). */
public final class Json {

  private Json() {}

  /**
   * Reads one JSON value.
   *
   * @throws JsonException if the text is not exactly one JSON value, repeats a member, or nests
   *     deeper than 200 levels
   */
  public static Tree read(String text) {
    return new JsonReader(text).document();
  }

  /** Writes the tree without white space, members in their order. */
  public static String write(Tree tree) {
    StringBuilder out = new StringBuilder();
    append(out, tree, false);
    return out.toString();
  }

  /**
   * Writes the tree without white space, members sorted by name at every level, so that equal trees
   * give equal texts.
   */
  public static String canonical(Tree tree) {
    StringBuilder out = new StringBuilder();
    append(out, tree, true);
    return out.toString();
  }

  private static void append(StringBuilder out, Tree tree, boolean sorted) {
    switch (tree) {
      case Obj(ImmutableMap<String, Tree> members) -> object(out, members, sorted);
      case Arr(ImmutableList<Tree> elements) -> array(out, elements, sorted);
      case Str(String value) -> quote(out, value);
      case Num(String literal) -> out.append(literal);
      case Bool(boolean value) -> out.append(value);
      case Null() -> out.append("null");
    }
  }

  private static void object(StringBuilder out, Map<String, Tree> members, boolean sorted) {
    out.append('{');
    String comma = "";
    for (Map.Entry<String, Tree> member : (sorted ? new TreeMap<>(members) : members).entrySet()) {
      out.append(comma);
      quote(out, member.getKey());
      out.append(':');
      append(out, member.getValue(), sorted);
      comma = ",";
    }
    out.append('}');
  }

  private static void array(StringBuilder out, Iterable<Tree> elements, boolean sorted) {
    out.append('[');
    String comma = "";
    for (Tree element : elements) {
      out.append(comma);
      append(out, element, sorted);
      comma = ",";
    }
    out.append(']');
  }

  private static void quote(StringBuilder out, String value) {
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < 0x20 || (Character.isSurrogate(c) && !paired(value, i))) {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  private static boolean paired(String value, int i) {
    return Character.isHighSurrogate(value.charAt(i))
        ? i + 1 < value.length() && Character.isLowSurrogate(value.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(value.charAt(i - 1));
  }
}
