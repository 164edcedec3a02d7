package dev.canary.testkit.architecture.planted.fake;

import org.junit.jupiter.api.TestInfo;

/** Planted: a fake works without JUnit on the class path. */
record SeesJunit(TestInfo value) {}
