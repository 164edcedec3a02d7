package dev.canary.operator.architecture.planted.router;

/** Stands for a router module. */
public record SomeRouter(String name) {}
