package dev.canary.core.architecture.planted.tick;

import java.util.concurrent.Future;

/** Planted: the shell starts no thread. */
public record SeesFuture(Future<String> value) {}
