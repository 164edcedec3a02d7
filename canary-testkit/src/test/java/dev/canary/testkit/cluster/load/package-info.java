/** Tests of command lines, and of the load tester over HTTP. */
@NullMarked
package dev.canary.testkit.cluster.load;

import org.jspecify.annotations.NullMarked;
