package dev.canary.operator.command.yaml;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableSet;
import dev.canary.core.tree.Tree;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.function.Function;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads scalars as kubectl does: by YAML 1.1, but dates and sexagesimal numbers are texts. */
final class Scalars {

  private static final ImmutableSet<String> TRUE = ImmutableSet.of("true", "yes", "on");

  private Scalars() {}

  /** Returns the value; a number that JSON cannot express is a problem. */
  static Tree tree(ScalarNode node, Function<String, RuntimeException> problem) {
    String text = node.getValue();
    Tag tag = node.getTag();
    if (tag.equals(Tag.NULL)) {
      return Tree.Null.NULL;
    }
    if (tag.equals(Tag.BOOL)) {
      return Tree.of(TRUE.contains(Ascii.toLowerCase(text)));
    }
    boolean number = tag.equals(Tag.INT) || tag.equals(Tag.FLOAT);
    if (!number || text.contains(":")) {
      return Tree.of(text);
    }
    try {
      return new Tree.Num(tag.equals(Tag.INT) ? whole(text) : decimal(text));
    } catch (NumberFormatException infinite) {
      throw problem.apply("\"" + text + "\" is no number that JSON knows");
    }
  }

  private static String decimal(String text) {
    return new BigDecimal(text.replace("_", "")).toString();
  }

  private static String whole(String text) {
    String digits = text.replace("_", "");
    boolean negative = digits.startsWith("-");
    if (negative || digits.startsWith("+")) {
      digits = digits.substring(1);
    }
    BigInteger value = unsigned(digits);
    return (negative ? value.negate() : value).toString();
  }

  private static BigInteger unsigned(String digits) {
    if (digits.startsWith("0x")) {
      return new BigInteger(digits.substring(2), 16);
    }
    if (digits.startsWith("0b")) {
      return new BigInteger(digits.substring(2), 2);
    }
    boolean octal = digits.length() > 1 && digits.startsWith("0");
    return new BigInteger(digits, octal ? 8 : 10);
  }
}
