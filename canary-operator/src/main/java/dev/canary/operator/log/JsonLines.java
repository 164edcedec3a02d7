package dev.canary.operator.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;
import java.util.List;
import org.slf4j.event.KeyValuePair;

/**
 * One JSON object per line: level, ts, logger, msg, then what it is about (operator chapter,
 * section 9).
 */
public final class JsonLines extends LayoutBase<ILoggingEvent> {

  /** Creates the layout. */
  public JsonLines() {}

  @Override
  public String doLayout(ILoggingEvent event) {
    Tree.Members line =
        Tree.members()
            .put("level", LogFields.level(event))
            .put("ts", LogFields.time(event))
            .put("logger", event.getLoggerName())
            .put("msg", event.getFormattedMessage());
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    if (pairs != null) {
      pairs.forEach(pair -> line.put(pair.key, String.valueOf(pair.value)));
    }
    if (event.getThrowableProxy() != null) {
      line.put("stacktrace", ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }
    return Json.write(line.build()) + "\n";
  }
}
