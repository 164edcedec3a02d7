package dev.canary.testkit.cluster.proxy;

import java.net.URI;

/**
 * How to run a {@link MeshProxy}.
 *
 * @param server where the API server is
 * @param namespace where the pod behind the forward proxy lives, and short names are looked up
 * @param seed draws destinations, copies and pods
 */
public record MeshProxyConfig(URI server, String namespace, long seed) {}
