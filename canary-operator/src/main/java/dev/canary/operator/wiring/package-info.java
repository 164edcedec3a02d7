/**
 * Puts the process together: plug-ins and Guice modules, one per concern.
 *
 * <p>Bindings and configuration only; no logic, and Guice nowhere else.
 */
@NullMarked
package dev.canary.operator.wiring;

import org.jspecify.annotations.NullMarked;
