/**
 * The shape of the module, as tests: which package sees which, and what the domain may not touch.
 *
 * <p>Each rule is run twice: on the module, which must keep it, and on classes planted to break it,
 * which it must catch. Tests of behaviour do not belong here.
 */
@NullMarked
package dev.canary.core.architecture;

import org.jspecify.annotations.NullMarked;
