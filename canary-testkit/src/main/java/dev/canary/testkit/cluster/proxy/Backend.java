package dev.canary.testkit.cluster.proxy;

/**
 * A pod that a request may go to.
 *
 * @param namespace of the pod
 * @param pod its name
 * @param ip a loopback address
 * @param port the port there
 */
record Backend(String namespace, String pod, String ip, int port) {}
