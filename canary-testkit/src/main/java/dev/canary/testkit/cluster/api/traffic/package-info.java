/**
 * What a test does to requests and learns from them: scripted faults and request counts. It never
 * looks into objects.
 */
@NullMarked
package dev.canary.testkit.cluster.api.traffic;

import org.jspecify.annotations.NullMarked;
