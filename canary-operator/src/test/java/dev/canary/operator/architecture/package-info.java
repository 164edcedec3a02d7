/**
 * The shape of the module, as tests, and classes planted to show that the tests can fail.
 *
 * <p>Tests of behaviour do not belong here.
 */
@NullMarked
package dev.canary.operator.architecture;

import org.jspecify.annotations.NullMarked;
