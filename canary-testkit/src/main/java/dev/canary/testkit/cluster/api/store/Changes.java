package dev.canary.testkit.cluster.api.store;

import com.google.common.collect.ImmutableList;

/**
 * Changes of one resource, oldest first.
 *
 * @param upTo the version up to which nothing is missing; the place to continue from
 */
public record Changes(long upTo, ImmutableList<Change> changes) {}
