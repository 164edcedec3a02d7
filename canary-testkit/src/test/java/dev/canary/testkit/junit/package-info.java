/** Tests of the JUnit extension, run by a launcher of their own. */
@NullMarked
package dev.canary.testkit.junit;

import org.jspecify.annotations.NullMarked;
