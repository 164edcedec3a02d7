/**
 * Patches as pure functions from one tree to another. Versions, schemas and storage do not belong
 * here.
 */
@NullMarked
package dev.canary.testkit.cluster.api.patch;

import org.jspecify.annotations.NullMarked;
