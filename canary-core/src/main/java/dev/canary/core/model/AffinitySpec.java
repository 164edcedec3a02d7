package dev.canary.core.model;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.Optional;

/**
 * Cookie-based stickiness as the user asks for it (router chapter, section 2.9).
 *
 * @param cookieName name of the canary's cookie
 * @param primaryCookieName name of the primary's cookie; absent is no stickiness of the primary
 * @param maxAge life of the canary's cookie
 * @param primaryMaxAge life of the primary's cookie: the analysis interval
 * @param attributes further cookie attributes in the order they are written, for example {@code
 *     Path=/shop} or {@code Secure}
 */
public record AffinitySpec(
    String cookieName,
    Optional<String> primaryCookieName,
    Duration maxAge,
    Duration primaryMaxAge,
    ImmutableList<String> attributes) {}
