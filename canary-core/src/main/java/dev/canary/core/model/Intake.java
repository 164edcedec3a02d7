package dev.canary.core.model;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/** What reading a specification gave. */
public sealed interface Intake {

  /**
   * It can be worked with.
   *
   * @param spec the intent
   * @param notes what was clamped or skipped, one warning each
   */
  record Accepted(CanarySpec spec, ImmutableList<String> notes) implements Intake {}

  /**
   * It cannot work.
   *
   * @param problems every reason
   * @param last the specification last accepted, if still known; its objects are kept up
   */
  record Refused(ImmutableList<SpecProblem> problems, Optional<CanarySpec> last)
      implements Intake {}
}
