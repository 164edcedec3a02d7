/**
 * Versioned storage of trees with a bounded history of changes to watch. It knows namespaces,
 * names, versions and owners; it knows no kinds, schemas or HTTP.
 */
@NullMarked
package dev.canary.testkit.cluster.api.store;

import org.jspecify.annotations.NullMarked;
