package dev.canary.testkit.cluster.api.store;

import org.jspecify.annotations.Nullable;

/**
 * One write: {@code before} is absent for a creation, {@code after} for a removal.
 *
 * @param version the global counter after the write
 */
public record Change(long version, @Nullable Stored before, @Nullable Stored after) {}
