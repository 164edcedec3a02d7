package dev.canary.core.model;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSetMultimap;
import java.util.Optional;

/**
 * What a router can do, declared and never discovered by trying (router chapter, section 13.1).
 *
 * @param http what holds for HTTP routes
 * @param tcp what holds for TCP routes; absent if there are none
 * @param delegation whether routes may be delegated to
 * @param takeover how an object that was there before is treated
 * @param acceptance whether the data plane reports that it took a route over
 */
public record Capabilities(
    Traffic http,
    Optional<Traffic> tcp,
    boolean delegation,
    ImmutableSet<Takeover> takeover,
    boolean acceptance) {

  /** What is done with an object that was there before. */
  public enum Takeover {
    /** It becomes ours. */
    ADOPT,
    /** What it was is kept. */
    BACK_UP,
    /** What it was is put back on release. */
    RESTORE
  }

  /**
   * What one protocol's routes can express.
   *
   * @param weights whether traffic can be split by percent
   * @param audience which conditions an A/B test can have; absent is no A/B test
   * @param mirror what can be mirrored; absent is nothing
   * @param affinity what can be made sticky; absent is nothing
   */
  public record Traffic(
      boolean weights,
      Optional<Audience> audience,
      Optional<Mirroring> mirror,
      Optional<Stickiness> affinity) {

    /** Weights and nothing else. */
    public static final Traffic WEIGHTS_ONLY =
        new Traffic(true, Optional.empty(), Optional.empty(), Optional.empty());

    /** All traffic to the primary and nothing else. */
    public static final Traffic NOTHING =
        new Traffic(false, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** What a condition looks at. */
  public enum Subject {
    /** A request header. */
    HEADER,
    /** A cookie by its own field; many systems match the header instead. */
    COOKIE,
    /** A query parameter. */
    QUERY,
    /** The request method. */
    METHOD,
    /** The path. */
    PATH,
    /** Labels of the calling workload. */
    SOURCE_LABELS
  }

  /** How a condition compares. */
  public enum Comparison {
    /** Equal. */
    EXACT,
    /** Starts with. */
    PREFIX,
    /** Ends with. */
    SUFFIX,
    /** Matches a regular expression. */
    REGEX
  }

  /**
   * Conditions of an audience.
   *
   * @param conditions comparisons by subject
   * @param severalEntries whether entries are ORed
   * @param severalHeaders whether the headers of one entry are ANDed
   * @param withWeights whether the audience itself can be split by weight
   */
  public record Audience(
      ImmutableSetMultimap<Subject, Comparison> conditions,
      boolean severalEntries,
      boolean severalHeaders,
      boolean withWeights) {}

  /**
   * Mirroring.
   *
   * @param withWeights in a progressive run
   * @param withIterations in a Blue/Green run
   * @param percentage whether a share can be mirrored
   */
  public record Mirroring(boolean withWeights, boolean withIterations, boolean percentage) {}

  /**
   * Cookie stickiness.
   *
   * @param primary whether clients of the primary can be kept there
   * @param attributes whether cookie attributes can be set
   * @param cleanUp whether old cookies are expired
   */
  public record Stickiness(boolean primary, boolean attributes, boolean cleanUp) {}
}
