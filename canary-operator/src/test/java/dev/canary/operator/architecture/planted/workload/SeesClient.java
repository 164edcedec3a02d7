package dev.canary.operator.architecture.planted.workload;

import io.fabric8.kubernetes.client.KubernetesClient;

/** Planted: a client where trees and the object store belong. */
record SeesClient(KubernetesClient value) {}
