package dev.canary.operator.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.LayoutBase;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets what is logged, and in which form; always to the standard error stream. */
public final class Logging {

  private Logging() {}

  /**
   * Replaces the configuration of the process's log.
   *
   * @param level {@code debug}, {@code info}, {@code warn} or {@code error}; {@code fatal} and
   *     {@code panic} mean {@code error} too, so that what ends the process is always seen
   * @param console whether lines are text for people, else JSON
   */
  public static void configure(String level, boolean console) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
      root.detachAndStopAllAppenders();
      root.addAppender(appender(context, console ? new ConsoleLines() : new JsonLines()));
      root.setLevel(Level.toLevel(level, Level.ERROR));
    }
  }

  private static ConsoleAppender<ILoggingEvent> appender(
      LoggerContext context, LayoutBase<ILoggingEvent> layout) {
    layout.setContext(context);
    layout.start();
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(context);
    encoder.setLayout(layout);
    encoder.start();
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setTarget("System.err");
    appender.setEncoder(encoder);
    appender.start();
    return appender;
  }
}
