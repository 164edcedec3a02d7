package dev.canary.operator.architecture.planted;

import dev.canary.operator.architecture.planted.testkit.SomeCluster;

/** Planted: the testkit outside of the demo. */
record SeesTestkit(SomeCluster value) {}
