package dev.canary.testkit.cluster.api.schema;

import com.google.common.collect.ImmutableMap;
import com.google.common.io.BaseEncoding;
import com.google.common.net.InetAddresses;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The formats that kube-apiserver checks and CRDs use; an unknown one binds nothing. */
final class Formats {

  private static final Pattern GO_DURATION =
      Pattern.compile("[+-]?(?:0|(?:(?:\\d+\\.?\\d*|\\.\\d+)(?:ns|us|µs|ms|s|m|h))+)");
  private static final Pattern UUID =
      Pattern.compile("(?i)[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12}");
  private static final Pattern HOSTNAME =
      Pattern.compile(
          "(?=.{1,253}$)[A-Za-z0-9](?:[-A-Za-z0-9]{0,61}[A-Za-z0-9])?"
              + "(?:\\.[A-Za-z0-9](?:[-A-Za-z0-9]{0,61}[A-Za-z0-9])?)*");
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");
  private static final BigDecimal INT32_MAX = BigDecimal.valueOf(Integer.MAX_VALUE);
  private static final BigDecimal INT32_MIN = BigDecimal.valueOf(Integer.MIN_VALUE);

  private static final ImmutableMap<String, Predicate<String>> OF_STRINGS =
      ImmutableMap.<String, Predicate<String>>builder()
          .put("date-time", text -> parses(() -> OffsetDateTime.parse(text)))
          .put("date", text -> parses(() -> LocalDate.parse(text)))
          .put("duration", text -> GO_DURATION.matcher(text).matches())
          .put("byte", text -> BaseEncoding.base64().canDecode(text))
          .put("uuid", text -> UUID.matcher(text).matches())
          .put("hostname", text -> HOSTNAME.matcher(text).matches())
          .put("email", text -> EMAIL.matcher(text).matches())
          .put("uri", Formats::uri)
          .put("ipv4", text -> InetAddresses.isInetAddress(text) && text.indexOf(':') < 0)
          .put("ipv6", text -> InetAddresses.isInetAddress(text) && text.indexOf(':') >= 0)
          .buildOrThrow();

  private Formats() {}

  static boolean fits(String format, String value) {
    return OF_STRINGS.getOrDefault(format, text -> true).test(value);
  }

  static boolean fits(String format, BigDecimal value) {
    return !format.equals("int32")
        || (value.compareTo(INT32_MIN) >= 0 && value.compareTo(INT32_MAX) <= 0);
  }

  private static boolean parses(Runnable parser) {
    try {
      parser.run();
      return true;
    } catch (DateTimeException malformed) {
      return false;
    }
  }

  private static boolean uri(String text) {
    try {
      return !new URI(text).toString().isEmpty();
    } catch (URISyntaxException malformed) {
      return false;
    }
  }
}
