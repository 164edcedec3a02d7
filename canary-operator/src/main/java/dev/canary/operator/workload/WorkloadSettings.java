package dev.canary.operator.workload;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;

/**
 * How an installation wants its workloads treated (flags {@code -selector-labels}, {@code
 * -include-label-prefix} and {@code -enable-config-tracking}).
 *
 * @param selectorLabels label keys of which the first that a target selects by tells its pods apart
 * @param includeLabelPrefix prefixes of labels and annotations that the primary inherits; {@code *}
 *     is all, an empty list none
 * @param configTracking whether ConfigMaps and Secrets are part of a revision
 */
public record WorkloadSettings(
    ImmutableList<String> selectorLabels,
    ImmutableList<String> includeLabelPrefix,
    boolean configTracking) {

  private static final Splitter LIST = Splitter.on(',').trimResults().omitEmptyStrings();

  /** What the operator does without flags. */
  public static final WorkloadSettings DEFAULT = parse("app,name,app.kubernetes.io/name", "", true);

  /** Reads comma-separated lists; white space around an entry is not part of it. */
  public static WorkloadSettings parse(
      String selectorLabels, String includeLabelPrefix, boolean configTracking) {
    return new WorkloadSettings(
        ImmutableList.copyOf(LIST.split(selectorLabels)),
        ImmutableList.copyOf(LIST.split(includeLabelPrefix)),
        configTracking);
  }
}
