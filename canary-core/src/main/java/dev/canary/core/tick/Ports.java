package dev.canary.core.tick;

import dev.canary.core.machine.Snapshot.FreshCookies;
import dev.canary.core.port.CanaryStore;
import dev.canary.core.port.Leadership;
import dev.canary.core.port.Metrics;
import dev.canary.core.port.Notifier;
import dev.canary.core.port.Routers;
import dev.canary.core.port.WebhookCaller;
import dev.canary.core.port.Workloads;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * Everything a tick needs from the world.
 *
 * @param store canaries
 * @param workloads target and primary
 * @param routers traffic
 * @param metrics numbers
 * @param webhooks hooks
 * @param notifier people
 * @param leadership whether this process may act
 * @param cookies random values for new cookies
 * @param clock the time
 */
public record Ports(
    CanaryStore store,
    Workloads workloads,
    Routers routers,
    Metrics metrics,
    WebhookCaller webhooks,
    Notifier notifier,
    Leadership leadership,
    Supplier<FreshCookies> cookies,
    InstantSource clock) {}
