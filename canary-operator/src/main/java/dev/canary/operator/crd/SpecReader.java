package dev.canary.operator.crd;

import dev.canary.core.model.Analysis;
import dev.canary.core.model.CanarySpec;
import dev.canary.core.model.Intake;
import dev.canary.core.model.ObjectRef;
import dev.canary.core.tree.Tree;
import java.time.Duration;
import java.util.Optional;

/**
 * Turns a canary resource into an intent with every default resolved, or into the list of all
 * reasons why it cannot work (resources chapter, sections 2, 3 and 9).
 *
 * <p>Pure, and total: no resource makes it throw, however malformed.
 */
public final class SpecReader {

  private static final int PROGRESS_DEADLINE_SECONDS = 600;

  private final SpecDefaults defaults;

  /** Creates a reader. */
  public SpecReader(SpecDefaults defaults) {
    this.defaults = defaults;
  }

  /**
   * Reads the specification of a canary resource.
   *
   * @return accepted with what was clamped, or refused with every problem; the specification last
   *     accepted is not known here and left empty
   */
  public Intake read(Tree canary) {
    Findings findings = new Findings();
    Fields root = new Fields(canary, "", findings);
    if (!root.has("spec")) {
      findings.problem("spec", SpecTexts.missing("targetRef, service and analysis"));
    }
    CanarySpec spec = spec(normal(root.child("spec")), namespace(canary));
    return findings.problems().isEmpty()
        ? new Intake.Accepted(spec, findings.notes())
        : new Intake.Refused(findings.problems(), Optional.empty());
  }

  private CanarySpec spec(Fields spec, String namespace) {
    String provider = spec.text("provider").orElse(defaults.provider());
    defaults.providers().problem(provider).ifPresent(problem -> spec.problem("provider", problem));
    ObjectRef target = References.target(spec, provider);
    Optional<ObjectRef> scaler = References.scaler(spec);
    References.others(spec);
    String apex = ServiceReader.read(spec, target);
    boolean skip = spec.flag("skipAnalysis") || !spec.has("analysis");
    Analysis analysis = new AnalysisReader(namespace, provider, skip).read(spec.child("analysis"));
    if (!defaults.crossNamespace()) {
      References.keepWithin(namespace, spec);
    }
    return new CanarySpec(
        provider,
        target,
        scaler,
        apex,
        Duration.ofSeconds(spec.whole("progressDeadlineSeconds").orElse(PROGRESS_DEADLINE_SECONDS)),
        skip,
        spec.flag("revertOnDeletion"),
        spec.flag("suspend"),
        analysis,
        spec.tree());
  }

  /** Returns the specification with the analysis under today's name. */
  private static Fields normal(Fields spec) {
    if (spec.has("analysis")) {
      return spec;
    }
    Optional<Tree> former = spec.raw("canaryAnalysis");
    if (former.isEmpty() && !spec.flag("skipAnalysis") && !spec.tree().fields().isEmpty()) {
      spec.note("analysis", SpecTexts.NO_ANALYSIS);
    }
    return former
        .map(analysis -> spec.tree().without("canaryAnalysis").with(analysis, "analysis"))
        .map(tree -> new Fields(tree, spec.path(), spec.findings()))
        .orElse(spec);
  }

  private static String namespace(Tree canary) {
    return canary.text("metadata", "namespace").filter(text -> !text.isEmpty()).orElse("default");
  }
}
