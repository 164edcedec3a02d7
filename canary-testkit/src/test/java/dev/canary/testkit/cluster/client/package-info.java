/** Tests of the mirrors against a server that cuts, forgets and goes away. */
@NullMarked
package dev.canary.testkit.cluster.client;

import org.jspecify.annotations.NullMarked;
