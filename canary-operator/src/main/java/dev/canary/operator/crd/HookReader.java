package dev.canary.operator.crd;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.canary.core.model.Hook;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads {@code analysis.webhooks} (resources chapter, section 3.3). */
final class HookReader {

  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);
  private static final ImmutableMap<String, Hook.Type> TYPES =
      Stream.of(Hook.Type.values()).collect(toImmutableMap(Hook.Type::text, type -> type));
  private static final Pattern URL = Pattern.compile("(?i)https?://[^/\\s].*");

  private HookReader() {}

  static ImmutableList<Hook> read(Fields analysis) {
    return analysis.objects("webhooks").stream().map(HookReader::hook).collect(toImmutableList());
  }

  private static Hook hook(Fields hook) {
    return new Hook(
        hook.required("name", "the hook's name").orElse(""),
        hook.oneOf("type", TYPES.keySet()).map(TYPES::get).orElse(Hook.Type.ROLLOUT),
        url(hook),
        timeout(hook),
        Math.max(0, hook.whole("retries").orElse(0)),
        hook.flag("disableTLS"),
        hook.flag("muteAlert"),
        hook.texts("metadata"));
  }

  private static String url(Fields hook) {
    String expected = "an http or https URL";
    Optional<String> url = hook.required("url", expected);
    url.filter(text -> !URL.matcher(text).matches())
        .ifPresent(text -> hook.problem("url", SpecTexts.wrong(text, expected)));
    return url.orElse("");
  }

  /** A text shorter than two characters is no timeout at all. */
  private static Duration timeout(Fields hook) {
    Optional<String> text = hook.text("timeout").filter(value -> value.length() > 1);
    Optional<Duration> parsed =
        text.flatMap(GoDuration::parse).filter(value -> !value.isNegative());
    if (text.isPresent() && parsed.isEmpty()) {
      hook.problem("timeout", SpecTexts.wrong(text.get(), "a duration such as 30s or 1m30s"));
    }
    return parsed.orElse(DEFAULT_TIMEOUT);
  }
}
