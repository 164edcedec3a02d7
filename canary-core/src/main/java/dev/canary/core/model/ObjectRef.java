package dev.canary.core.model;

/** Reference to an object in the canary's namespace. */
public record ObjectRef(String apiVersion, String kind, String name) {}
