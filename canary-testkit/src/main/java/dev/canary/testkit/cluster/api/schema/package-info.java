/**
 * Structural schemas of custom resources: pruning, defaulting and validation of one tree at a time.
 * Rules in CEL ({@code x-kubernetes-validations}) are not evaluated.
 */
@NullMarked
package dev.canary.testkit.cluster.api.schema;

import org.jspecify.annotations.NullMarked;
