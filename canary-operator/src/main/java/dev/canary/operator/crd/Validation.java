package dev.canary.operator.crd;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.canary.core.model.Intake;
import dev.canary.core.model.SpecProblem;
import dev.canary.core.tree.Tree;
import java.util.List;
import java.util.stream.Stream;

/**
 * Checks resources without a cluster: all that the API server would refuse or drop, and all that
 * the operator would refuse. What only a router knows is that router's to add.
 */
public final class Validation {

  private static final String CANARY = "Canary";

  private final SpecReader reader;
  private final Definitions definitions;

  /** Creates a validation by these definitions. */
  public Validation(SpecReader reader, Definitions definitions) {
    this.reader = reader;
    this.definitions = definitions;
  }

  /** Returns every problem of a canary, metric template or alert provider; one per field. */
  public List<SpecProblem> validate(Tree resource) {
    String kind = resource.textOr("", "kind");
    return definitions
        .schema(kind)
        .map(schema -> validate(resource, kind, schema))
        .orElseGet(
            () ->
                ImmutableList.of(
                    new SpecProblem(
                        "kind", SpecTexts.wrong(kind, SpecTexts.oneOf(definitions.kinds())))));
  }

  private ImmutableList<SpecProblem> validate(Tree resource, String kind, Tree schema) {
    Findings findings = new Findings();
    if (!resource.textOr("", "apiVersion").equals("flagger.app/v1beta1")) {
      findings.problem(
          "apiVersion",
          SpecTexts.wrong(resource.at("apiVersion").orElse(Tree.of("")), "flagger.app/v1beta1"));
    }
    if (resource.at("spec", "canaryAnalysis").isPresent()) {
      findings.problem("spec.canaryAnalysis", SpecTexts.OLD_NAME);
    }
    ImmutableList<SpecProblem> first =
        ImmutableList.<SpecProblem>builder()
            .addAll(findings.problems())
            .addAll(kind.equals(CANARY) ? refusals(resource) : ImmutableList.of())
            .build();
    return merged(first, bySchema(schema, resource));
  }

  private ImmutableList<SpecProblem> refusals(Tree canary) {
    return reader.read(canary) instanceof Intake.Refused(var problems, var last)
        ? problems
        : ImmutableList.of();
  }

  private static ImmutableList<SpecProblem> bySchema(Tree schema, Tree resource) {
    Findings findings = new Findings();
    new SchemaCheck(findings).resource(schema, resource);
    return findings.problems();
  }

  private static ImmutableList<SpecProblem> merged(
      ImmutableList<SpecProblem> first, ImmutableList<SpecProblem> second) {
    ImmutableSet<String> fields = first.stream().map(SpecProblem::field).collect(toImmutableSet());
    return Stream.concat(
            first.stream(), second.stream().filter(problem -> !fields.contains(problem.field())))
        .collect(ImmutableList.toImmutableList());
  }
}
