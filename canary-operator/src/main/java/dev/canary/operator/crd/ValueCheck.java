package dev.canary.operator.crd;

import com.google.common.collect.ImmutableList;
import dev.canary.core.tree.Tree;
import dev.canary.core.tree.Tree.Num;
import dev.canary.core.tree.Tree.Str;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Checks one value by the constraints of its schema; of nested ones, those inside a choice. */
final class ValueCheck {

  private ValueCheck() {}

  /** Returns what is wrong with the value, if anything; its type is as the schema says. */
  static Optional<String> problem(Tree schema, Tree value) {
    Optional<String> own =
        switch (value) {
          case Str(String text) -> text(schema, text);
          case Num number -> number(schema, number);
          default -> Optional.empty();
        };
    return own.or(() -> items(schema, value)).or(() -> choice(schema, value));
  }

  private static Optional<String> text(Tree schema, String text) {
    ImmutableList<String> allowed = schema.strings("enum");
    if (!allowed.isEmpty() && !allowed.contains(text)) {
      return Optional.of(SpecTexts.wrong(text, SpecTexts.oneOf(allowed)));
    }
    Optional<String> pattern = schema.text("pattern");
    if (pattern.isPresent() && !Pattern.compile(pattern.get()).matcher(text).find()) {
      return Optional.of(SpecTexts.wrong(text, "a text that matches " + pattern.get()));
    }
    long least = schema.wholeOr(0, "minLength");
    long most = schema.wholeOr(Long.MAX_VALUE, "maxLength");
    int length = text.codePointCount(0, text.length());
    return length < least || length > most
        ? Optional.of(SpecTexts.wrong(text, "a text of " + least + " to " + most + " characters"))
        : Optional.empty();
  }

  private static Optional<String> number(Tree schema, Num number) {
    if (schema.whole("multipleOf").isPresent() && number.whole().isEmpty()) {
      return Optional.of(SpecTexts.wrong(number, "a whole number"));
    }
    double value = Double.parseDouble(number.literal());
    OptionalLong least = schema.whole("minimum");
    OptionalLong most = schema.whole("maximum");
    if (least.isPresent() && value < least.getAsLong()) {
      return Optional.of(SpecTexts.wrong(number, "at least " + least.getAsLong()));
    }
    return most.isPresent() && value > most.getAsLong()
        ? Optional.of(SpecTexts.wrong(number, "at most " + most.getAsLong()))
        : Optional.empty();
  }

  private static Optional<String> items(Tree schema, Tree value) {
    OptionalLong most = schema.whole("maxItems");
    int items = value.items().size();
    return most.isPresent() && items > most.getAsLong()
        ? Optional.of("has " + items + " elements; expected at most " + most.getAsLong())
        : Optional.empty();
  }

  private static Optional<String> choice(Tree schema, Tree value) {
    ImmutableList<Tree> exactly = schema.items("oneOf");
    if (!exactly.isEmpty() && matching(exactly, value) != 1) {
      return Optional.of("expected exactly one of " + described(exactly));
    }
    ImmutableList<Tree> any = schema.items("anyOf");
    return !any.isEmpty() && matching(any, value) == 0
        ? Optional.of("is " + value + "; expected one of " + described(any))
        : Optional.empty();
  }

  private static long matching(ImmutableList<Tree> alternatives, Tree value) {
    return alternatives.stream().filter(alternative -> holds(alternative, value)).count();
  }

  /** Returns whether a value constraint inside a choice holds. */
  private static boolean holds(Tree alternative, Tree value) {
    boolean complete =
        alternative.strings("required").stream().allMatch(name -> value.at(name).isPresent());
    boolean members =
        alternative.fields("properties").entrySet().stream()
            .allMatch(
                member ->
                    value.at(member.getKey()).stream()
                        .allMatch(it -> holds(member.getValue(), it)));
    boolean excluded = alternative.at("not").filter(not -> holds(not, value)).isPresent();
    return complete && members && !excluded && problem(alternative, value).isEmpty();
  }

  private static String described(ImmutableList<Tree> alternatives) {
    return alternatives.stream().map(ValueCheck::described).collect(Collectors.joining(", "));
  }

  private static String described(Tree alternative) {
    if (!alternative.strings("required").isEmpty()) {
      return String.join(" with ", alternative.strings("required"));
    }
    if (!alternative.strings("enum").isEmpty()) {
      return String.join(", ", alternative.strings("enum"));
    }
    return alternative.text("pattern").map(it -> "a text that matches " + it).orElse("none");
  }
}
