/**
 * Rules on what the module sees and shows. The planted package breaks them, to prove that they
 * bite.
 */
@NullMarked
package dev.canary.router.istio.architecture;

import org.jspecify.annotations.NullMarked;
