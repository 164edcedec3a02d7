/**
 * The operations on objects: create, get, list, update, patch, delete, with the rules that hold for
 * every resource. HTTP stays outside.
 */
@NullMarked
package dev.canary.testkit.cluster.api.registry;

import org.jspecify.annotations.NullMarked;
