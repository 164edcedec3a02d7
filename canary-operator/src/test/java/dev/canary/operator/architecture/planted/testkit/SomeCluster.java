package dev.canary.operator.architecture.planted.testkit;

/** Stands for a class of the testkit. */
public record SomeCluster(String name) {}
