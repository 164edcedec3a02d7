/**
 * The demo application of the guides, as far as the guides call it: a small HTTP server that says
 * its version and fails or waits when asked. It knows nothing of pods, meshes or rollouts.
 */
@NullMarked
package dev.canary.testkit.cluster.podinfo;

import org.jspecify.annotations.NullMarked;
