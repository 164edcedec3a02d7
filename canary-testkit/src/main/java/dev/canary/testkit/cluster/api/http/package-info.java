/**
 * The HTTP face of the server: routing, negotiation, discovery and watch streams. Rules about
 * objects do not belong here.
 */
@NullMarked
package dev.canary.testkit.cluster.api.http;

import org.jspecify.annotations.NullMarked;
