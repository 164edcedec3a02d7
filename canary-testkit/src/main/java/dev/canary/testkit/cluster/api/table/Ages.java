package dev.canary.testkit.cluster.api.table;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Durations in the few characters that a table has for them, as kubectl prints them. */
final class Ages {

  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final long YEAR = 365 * DAY;

  private Ages() {}

  /** Returns how long ago the time was; {@code <unknown>} for a text that is no time. */
  static String since(String time, Instant now) {
    try {
      return spelled(Duration.between(OffsetDateTime.parse(time).toInstant(), now));
    } catch (DateTimeException noTime) {
      return "<unknown>";
    }
  }

  static String spelled(Duration duration) {
    long s = duration.toSeconds();
    if (s < -1) {
      return "<invalid>";
    } else if (s < 0) {
      return "0s";
    } else if (s < 2 * MINUTE) {
      return s + "s";
    } else if (s < 10 * MINUTE) {
      return two(s, MINUTE, "m", 1, "s");
    } else if (s < 3 * HOUR) {
      return s / MINUTE + "m";
    } else if (s < 8 * HOUR) {
      return two(s, HOUR, "h", MINUTE, "m");
    } else if (s < 2 * DAY) {
      return s / HOUR + "h";
    } else if (s < 8 * DAY) {
      return two(s, DAY, "d", HOUR, "h");
    } else if (s < 2 * YEAR) {
      return s / DAY + "d";
    } else if (s < 8 * YEAR) {
      return two(s, YEAR, "y", DAY, "d");
    }
    return s / YEAR + "y";
  }

  private static String two(long seconds, long big, String bigUnit, long small, String smallUnit) {
    long rest = seconds % big / small;
    return seconds / big + bigUnit + (rest == 0 ? "" : rest + smallUnit);
  }
}
