package dev.canary.testkit.cluster.api.select;

import static com.google.common.collect.ImmutableList.toImmutableList;

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
 * A selector by fields, such as {@code type=Warning,involvedObject.name!=podinfo}.
 *
 * @param requirements all of them must hold
 */
public record FieldSelector(ImmutableList<Requirement> requirements) implements Predicate<Tree> {

  private static final Pattern TERM = Pattern.compile("([^=!]+)(=|==|!=)([^=!]*)");
  private static final Splitter COMMAS = Splitter.on(',').trimResults().omitEmptyStrings();
  private static final Splitter DOTS = Splitter.on('.');

  private static final ImmutableSet<String> EVERYWHERE =
      ImmutableSet.of("metadata.name", "metadata.namespace");

  /** The fields besides name and namespace by plural (source: the strategies of kube-apiserver). */
  private static final ImmutableMap<String, ImmutableSet<String>> FIELDS =
      ImmutableMap.of(
          "events",
          ImmutableSet.of(
              "involvedObject.kind",
              "involvedObject.namespace",
              "involvedObject.name",
              "involvedObject.uid",
              "involvedObject.apiVersion",
              "involvedObject.resourceVersion",
              "involvedObject.fieldPath",
              "reason",
              "reportingComponent",
              "source",
              "type"),
          "secrets",
          ImmutableSet.of("type"),
          "pods",
          ImmutableSet.of(
              "spec.nodeName",
              "spec.restartPolicy",
              "spec.schedulerName",
              "spec.serviceAccountName",
              "status.phase",
              "status.podIP"),
          "namespaces",
          ImmutableSet.of("status.phase"),
          "replicasets",
          ImmutableSet.of("status.replicas"));

  /** One condition on one field; a field that is absent counts as empty. */
  public record Requirement(ImmutableList<String> path, String value, boolean negated) {
    boolean holds(Tree object) {
      String found =
          object
              .at(path)
              .map(tree -> tree instanceof Tree.Str(String text) ? text : tree.toString())
              .orElse("");
      return found.equals(value) != negated;
    }
  }

  /**
   * Returns the selector that the text spells; an empty one selects everything.
   *
   * @param plural the resource, which decides the fields that can be selected by
   * @throws ApiException if the text is not a selector or names a field that cannot be selected by
   */
  public static FieldSelector parse(String text, String plural) {
    return new FieldSelector(
        COMMAS
            .splitToStream(text)
            .map(term -> requirement(term, plural))
            .collect(toImmutableList()));
  }

  private static Requirement requirement(String term, String plural) {
    Matcher matcher = TERM.matcher(term);
    if (!matcher.matches()) {
      throw ApiException.of(
          Reason.BAD_REQUEST, "invalid field selector \"" + term + "\"; can't understand it");
    }
    String field = matcher.group(1).strip();
    boolean known =
        EVERYWHERE.contains(field)
            || FIELDS.getOrDefault(plural, ImmutableSet.of()).contains(field);
    if (!known) {
      throw ApiException.of(
          Reason.BAD_REQUEST, "field label not supported: " + field + " (of " + plural + ")");
    }
    String path = field.equals("source") ? "source.component" : field;
    return new Requirement(
        ImmutableList.copyOf(DOTS.split(path)),
        matcher.group(3).strip(),
        matcher.group(2).equals("!="));
  }

  @Override
  public boolean test(Tree object) {
    return requirements.stream().allMatch(requirement -> requirement.holds(object));
  }
}
