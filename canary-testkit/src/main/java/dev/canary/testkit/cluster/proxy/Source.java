package dev.canary.testkit.cluster.proxy;

/**
 * The workload that requests come from.
 *
 * @param workload its name
 * @param namespace its namespace
 */
record Source(String workload, String namespace) {}
