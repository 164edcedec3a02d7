package dev.canary.operator.config;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The configuration of one operator process (operator chapter, section 1).
 *
 * @param kubeconfig file that says how to reach the cluster; absent is in-cluster
 * @param master address of the API server, over what the file says
 * @param meshKubeconfig the same for the cluster of routing objects; absent is the main one
 * @param namespaces where canaries are looked for; empty is everywhere
 * @param provider traffic provider of canaries that name none
 * @param metricsServer Prometheus of built-in checks
 * @param port of the process's own endpoint; 0 for any
 * @param leaderElection whether only the leader acts
 * @param leaseNamespace where the lease is
 * @param selectorLabels labels looked for in a target's selector, in order
 * @param includeLabelPrefixes prefixes of metadata copied to the primary
 * @param configTracking whether ConfigMaps and Secrets of targets are tracked
 * @param eventWebhook hook that receives every event of canaries without one of their own
 * @param crossNamespaceRefs whether canaries may refer to other namespaces
 * @param pluginsDir folder of further plug-ins
 * @param routerSettings per provider name, settings of its router
 * @param allowedHosts hosts that may be called whatever their address
 */
public record OperatorConfig(
    Optional<Path> kubeconfig,
    Optional<URI> master,
    Optional<Path> meshKubeconfig,
    ImmutableList<String> namespaces,
    String provider,
    URI metricsServer,
    int port,
    boolean leaderElection,
    String leaseNamespace,
    ImmutableList<String> selectorLabels,
    ImmutableList<String> includeLabelPrefixes,
    boolean configTracking,
    Optional<String> eventWebhook,
    boolean crossNamespaceRefs,
    Optional<Path> pluginsDir,
    ImmutableMap<String, ImmutableMap<String, String>> routerSettings,
    ImmutableSet<String> allowedHosts) {}
