package dev.canary.operator.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;
import java.util.List;
import org.slf4j.event.KeyValuePair;

/**
 * One line of text, separated by tabs: time, level, logger, message, then what it is about as JSON
 * (operator chapter, section 9). A stack trace follows on lines of its own.
 */
public final class ConsoleLines extends LayoutBase<ILoggingEvent> {

  /** Creates the layout. */
  public ConsoleLines() {}

  @Override
  public String doLayout(ILoggingEvent event) {
    StringBuilder line =
        new StringBuilder()
            .append(LogFields.time(event))
            .append('\t')
            .append(LogFields.level(event))
            .append('\t')
            .append(event.getLoggerName())
            .append('\t')
            .append(event.getFormattedMessage());
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    if (pairs != null && !pairs.isEmpty()) {
      Tree.Members fields = Tree.members();
      pairs.forEach(pair -> fields.put(pair.key, String.valueOf(pair.value)));
      line.append('\t').append(Json.write(fields.build()));
    }
    line.append('\n');
    if (event.getThrowableProxy() != null) {
      line.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }
    return line.toString();
  }
}
