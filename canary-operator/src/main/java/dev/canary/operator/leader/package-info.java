/**
 * Leader election: who may act, and until when.
 *
 * <p>On loss the process exits; what leadership protects is checked before every effect by the
 * core.
 */
@NullMarked
package dev.canary.operator.leader;

import org.jspecify.annotations.NullMarked;
