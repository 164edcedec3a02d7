package dev.canary.testkit.cluster.api.store;

import com.google.common.collect.ImmutableList;

/**
 * The objects of one resource at one moment, by namespace and name.
 *
 * @param version the global counter at that moment
 */
public record Listing(long version, ImmutableList<Stored> objects) {}
