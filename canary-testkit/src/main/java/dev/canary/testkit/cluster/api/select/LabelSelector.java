package dev.canary.testkit.cluster.api.select;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.api.error.ApiException;
import dev.canary.testkit.cluster.api.error.Reason;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A selector by labels, such as {@code app=podinfo,tier in (web, api),!legacy}.
 *
 * @param requirements all of them must hold
 */
public record LabelSelector(ImmutableList<Requirement> requirements) implements Predicate<Tree> {

  private static final Pattern COMMA_OUTSIDE_PARENTHESES = Pattern.compile(",(?![^(]*\\))");
  private static final String KEY = "([A-Za-z0-9](?:[-A-Za-z0-9_./]*[A-Za-z0-9])?)";
  private static final String VALUE = "([-A-Za-z0-9_.]*)";
  private static final Pattern EQUALITY = Pattern.compile(KEY + "\\s*(=|==|!=)\\s*" + VALUE);
  private static final Pattern SET =
      Pattern.compile(KEY + "\\s+(in|notin)\\s*\\(([-A-Za-z0-9_.,\\s]*)\\)");
  private static final Pattern EXISTENCE = Pattern.compile("(!?)\\s*" + KEY);
  private static final Splitter VALUES = Splitter.on(',').trimResults();

  /**
   * One condition on one label.
   *
   * @param absent whether an object without the label meets it
   * @param values what the label must be one of, or none of; empty for any value
   * @param negated whether the label must be none of the values
   */
  public record Requirement(
      String key, boolean absent, ImmutableSet<String> values, boolean negated) {

    boolean holds(ImmutableMap<String, String> labels) {
      String value = labels.get(key);
      if (value == null) {
        return absent;
      }
      if (values.isEmpty()) {
        return !negated;
      }
      return values.contains(value) != negated;
    }
  }

  /**
   * Returns the selector that the text spells; an empty one selects everything.
   *
   * @throws ApiException if the text is not a selector
   */
  public static LabelSelector parse(String text) {
    if (text.isBlank()) {
      return new LabelSelector(ImmutableList.of());
    }
    return new LabelSelector(
        COMMA_OUTSIDE_PARENTHESES
            .splitAsStream(text)
            .map(String::strip)
            .map(LabelSelector::requirement)
            .collect(toImmutableList()));
  }

  private static Requirement requirement(String text) {
    Matcher equality = EQUALITY.matcher(text);
    if (equality.matches()) {
      boolean not = equality.group(2).equals("!=");
      return new Requirement(equality.group(1), not, ImmutableSet.of(equality.group(3)), not);
    }
    Matcher set = SET.matcher(text);
    if (set.matches()) {
      boolean not = set.group(2).equals("notin");
      ImmutableSet<String> values = VALUES.splitToStream(set.group(3)).collect(toImmutableSet());
      return new Requirement(set.group(1), not, values, not);
    }
    Matcher existence = EXISTENCE.matcher(text);
    if (existence.matches()) {
      boolean not = !existence.group(1).isEmpty();
      return new Requirement(existence.group(2), not, ImmutableSet.of(), not);
    }
    throw ApiException.of(
        Reason.BAD_REQUEST, "unable to parse requirement \"" + text + "\" of the label selector");
  }

  @Override
  public boolean test(Tree object) {
    if (requirements.isEmpty()) {
      return true;
    }
    ImmutableMap<String, String> labels = object.texts("metadata", "labels");
    return requirements.stream().allMatch(requirement -> requirement.holds(labels));
  }
}
