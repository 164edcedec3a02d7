/**
 * The demo: a guide played on the embedded cluster by the ordinary operator.
 *
 * <p>The only package that touches the testkit. The operator's own code does not know that it runs
 * here.
 */
@NullMarked
package dev.canary.operator.demo;

import org.jspecify.annotations.NullMarked;
