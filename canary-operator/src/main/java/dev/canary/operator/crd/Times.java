package dev.canary.operator.crd;

import dev.canary.core.tree.Tree;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The text form of times (RFC 3339). */
final class Times {

  private Times() {}

  /** Returns the time in UTC, cut to seconds, as the fields of the API have it. */
  static String seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Returns the time as a tree, with all its digits. */
  static Tree exact(Instant time) {
    return Tree.of(time.toString());
  }

  /** Returns the time at the path, or empty if there is none. */
  static Optional<Instant> at(Tree tree, String... path) {
    return tree.text(path).flatMap(Times::parse);
  }

  private static Optional<Instant> parse(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException malformed) {
      return Optional.empty();
    }
  }
}
