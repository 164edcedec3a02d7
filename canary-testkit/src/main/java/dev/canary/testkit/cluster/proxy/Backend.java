package dev.canary.testkit.cluster.proxy;

import dev.canary.testkit.cluster.client.ObjectName;

/**
 * A pod that a request may go to.
 *
 * @param namespace of the pod
 * @param pod its name
 * @param ip a loopback address
 * @param port the port there
 */
record Backend(String namespace, String pod, String ip, int port) {

  /** Returns the name of the pod. */
  ObjectName name() {
    return new ObjectName(namespace, pod);
  }
}
