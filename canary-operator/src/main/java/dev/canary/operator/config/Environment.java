package dev.canary.operator.config;

import dev.canary.operator.notify.Announcer.Told;
import dev.canary.operator.schedule.Timers;
import java.net.ProxySelector;
import java.util.function.Consumer;

/**
 * What surrounds the process and is not configured by flags.
 *
 * @param timers the one clock
 * @param proxies how other systems are reached; the API server is always reached directly
 * @param listener hears every event as it is told
 */
public record Environment(Timers timers, ProxySelector proxies, Consumer<Told> listener) {}
