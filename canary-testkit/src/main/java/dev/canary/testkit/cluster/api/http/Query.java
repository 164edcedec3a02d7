package dev.canary.testkit.cluster.api.http;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import dev.canary.testkit.cluster.api.error.ApiException;
import dev.canary.testkit.cluster.api.error.Reason;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of a request; of one given twice the first counts. */
record Query(ImmutableMap<String, String> parameters) {

  static Query parse(@Nullable String raw) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (raw != null) {
      for (String pair : Splitter.on('&').omitEmptyStrings().split(raw)) {
        int equals = pair.indexOf('=');
        String key = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        parameters.putIfAbsent(decode(key), decode(value));
      }
    }
    return new Query(ImmutableMap.copyOf(parameters));
  }

  String text(String name) {
    return parameters.getOrDefault(name, "");
  }

  boolean isTrue(String name) {
    String value = text(name);
    return value.equals("true") || value.equals("1");
  }

  long number(String name, long fallback) {
    String value = text(name);
    if (value.isEmpty()) {
      return fallback;
    }
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException notNumber) {
      throw ApiException.of(
          Reason.BAD_REQUEST, "parameter " + name + " must be a whole number, not " + value);
    }
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
