package dev.canary.operator.demo;

import dev.canary.core.model.Fact;
import dev.canary.operator.notify.Announcer.Told;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;

/** Prints events as {@code kubectl describe} does, each with the time since the demo began. */
final class Screen {

  private final PrintStream out;
  private final Instant start;

  Screen(PrintStream out, Instant start) {
    this.out = out;
    this.start = start;
  }

  void say(String text) {
    out.println(text);
    out.flush();
  }

  void header() {
    line("Type", "Reason", "Time", "From", "Message");
    line("----", "------", "----", "----", "-------");
  }

  synchronized void event(Told told) {
    Fact.Event event = told.event();
    line(
        event.warning() ? "Warning" : "Normal",
        "Synced",
        age(Duration.between(start, told.at())),
        "flagger",
        event.text());
  }

  private void line(String type, String reason, String time, String from, String message) {
    say("  %-7s  %-6s  %-6s  %-7s  %s".formatted(type, reason, time, from, message));
  }

  private static String age(Duration age) {
    long seconds = Math.max(0, age.toSeconds());
    return seconds < 120 ? seconds + "s" : seconds / 60 + "m" + seconds % 60 + "s";
  }
}
