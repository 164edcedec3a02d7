/**
 * The API server: requests, watches, the object store and the canary store over them.
 *
 * <p>Everything here is about how objects are read and written; what they mean is the business of
 * others. Objects are trees: of the client library only its HTTP transport and its configuration
 * are used.
 */
@NullMarked
package dev.canary.operator.kube;

import org.jspecify.annotations.NullMarked;
