/**
 * The built-in queries of each traffic provider, and which provider they are chosen by.
 *
 * <p>Data only: nothing is rendered or sent here.
 */
@NullMarked
package dev.canary.metrics.builtin;

import org.jspecify.annotations.NullMarked;
