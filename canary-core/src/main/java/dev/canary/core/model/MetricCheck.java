package dev.canary.core.model;

import com.google.common.collect.ImmutableMap;
import java.util.Optional;

/**
 * One entry of {@code analysis.metrics}: what to measure and what is good (metrics chapter, section
 * 1.1).
 *
 * @param name a built-in name or a label
 * @param interval window, inserted verbatim into queries; empty if the user gave none
 * @param range good values; absent if {@code threshold} decides
 * @param threshold deprecated single bound: a minimum for the success rate, else a maximum
 * @param query inline query
 * @param template reference to a query template
 * @param variables values for the template
 */
public record MetricCheck(
    String name,
    String interval,
    Optional<Range> range,
    double threshold,
    Optional<String> query,
    Optional<TemplateRef> template,
    ImmutableMap<String, String> variables) {

  /** Name of the built-in share of successful requests, in percent. */
  public static final String SUCCESS_RATE = "request-success-rate";

  /** Name of the built-in 99th percentile of request durations, thresholds in milliseconds. */
  public static final String DURATION = "request-duration";

  /**
   * Reference to a query template.
   *
   * @param name of the template
   * @param namespace of the template; the canary's if the user gave none
   */
  public record TemplateRef(String name, String namespace) {}

  /** The parts of a check, each with its own rules and messages (metrics chapter, section 1.2). */
  public enum Aspect {
    /** The share of successful requests, in percent. */
    SUCCESS_RATE,
    /** The 99th percentile of request durations, in milliseconds. */
    DURATION,
    /** The inline query. */
    QUERY,
    /** The query template. */
    TEMPLATE
  }

  /** Returns a built-in check with a range. */
  public static MetricCheck builtin(String name, Range range) {
    return new MetricCheck(
        name, "1m", Optional.of(range), 0, Optional.empty(), Optional.empty(), ImmutableMap.of());
  }

  /** Returns whether the name is one of the built-in ones. */
  public boolean isBuiltin() {
    return name.equals(SUCCESS_RATE) || name.equals(DURATION);
  }
}
