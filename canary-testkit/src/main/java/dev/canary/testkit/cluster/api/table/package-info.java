/**
 * Tables as {@code kubectl get} prints them: columns, cells and ages. Which resource has which
 * columns is decided here, what is listed is not.
 */
@NullMarked
package dev.canary.testkit.cluster.api.table;

import org.jspecify.annotations.NullMarked;
