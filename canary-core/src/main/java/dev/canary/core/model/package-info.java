/**
 * What a canary is: values of the specification, of the rollout's state and of the traffic
 * position.
 *
 * <p>Everything here is immutable and free of I/O. Sections of a specification that only a router
 * or a workload adapter understands stay opaque trees. What happens next is decided in the machine
 * package, not here.
 */
@NullMarked
package dev.canary.core.model;

import org.jspecify.annotations.NullMarked;
