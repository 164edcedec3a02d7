/**
 * Contracts of the ports as abstract test classes: an adapter extends one and supplies itself.
 *
 * <p>Only this package, the fixtures and the JUnit extension use JUnit and AssertJ. What a contract
 * needs to be checked lives here; the fakes that pass it live in the package fake.
 */
@NullMarked
package dev.canary.testkit.contract;

import org.jspecify.annotations.NullMarked;
