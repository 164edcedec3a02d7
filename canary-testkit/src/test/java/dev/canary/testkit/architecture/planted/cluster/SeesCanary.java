package dev.canary.testkit.architecture.planted.cluster;

import dev.canary.core.model.CanaryKey;

/** Planted: the cluster has never heard of a canary. */
record SeesCanary(CanaryKey value) {}
