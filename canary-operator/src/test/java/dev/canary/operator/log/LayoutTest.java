package dev.canary.operator.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class LayoutTest {

  @Test
  void json_hasFieldsOfReferenceInOrder() {
    Tree line = Json.read(new JsonLines().doLayout(event(Level.WARN)));
    assertThat(line.fields().keySet()).containsExactly("level", "ts", "logger", "msg", "canary");
    assertThat(line.textOr("", "level")).isEqualTo("warn");
    assertThat(line.textOr("", "msg")).isEqualTo("Advance \"podinfo\"");
    assertThat(line.textOr("", "canary")).isEqualTo("podinfo.test");
  }

  @Test
  void time_hasMillisecondsAndOffsetWithoutColon() {
    Tree line = Json.read(new JsonLines().doLayout(event(Level.INFO)));
    assertThat(line.textOr("", "ts"))
        .matches("20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.123(Z|[+-]\\d{4})");
  }

  @Test
  void console_separatesByTabs() {
    String line = new ConsoleLines().doLayout(event(Level.ERROR));
    assertThat(line.split("\t", -1))
        .satisfies(
            columns -> {
              assertThat(columns).hasSize(5);
              assertThat(columns[1]).isEqualTo("error");
              assertThat(columns[3]).isEqualTo("Advance \"podinfo\"");
              assertThat(columns[4]).isEqualTo("{\"canary\":\"podinfo.test\"}\n");
            });
  }

  private static LoggingEvent event(Level level) {
    LoggerContext context = new LoggerContext();
    LoggingEvent event =
        new LoggingEvent(
            "",
            context.getLogger("dev.canary.Some"),
            level,
            "Advance \"{}\"",
            null,
            new Object[] {"podinfo"});
    event.setInstant(Instant.parse("2026-07-01T10:00:00.123Z"));
    event.addKeyValuePair(new KeyValuePair("canary", "podinfo.test"));
    return event;
  }
}
