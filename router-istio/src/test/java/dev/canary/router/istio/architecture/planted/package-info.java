/** Violations that the rules must catch. Nothing uses them. */
@NullMarked
package dev.canary.router.istio.architecture.planted;

import org.jspecify.annotations.NullMarked;
