/**
 * Reads Kubernetes objects from YAML files of a user, and knows the line of every field.
 *
 * <p>What the objects mean is decided elsewhere.
 */
@NullMarked
package dev.canary.operator.command.yaml;

import org.jspecify.annotations.NullMarked;
