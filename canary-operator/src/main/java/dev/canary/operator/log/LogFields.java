package dev.canary.operator.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The fields of a log line as text, alike in every form. */
final class LogFields {

  /** The form of the reference: offset without a colon, {@code Z} for UTC. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXX", Locale.ROOT);

  private LogFields() {}

  static String time(ILoggingEvent event) {
    return TIME.format(event.getInstant().atZone(ZoneId.systemDefault()));
  }

  static String level(ILoggingEvent event) {
    return event.getLevel().toString().toLowerCase(Locale.ROOT);
  }
}
