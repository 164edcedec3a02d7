/** Tests of the core's shell over the fakes; the core cannot depend on the testkit. */
@NullMarked
package dev.canary.testkit.tick;

import org.jspecify.annotations.NullMarked;
