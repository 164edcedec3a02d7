/**
 * What the server fills in and checks on objects of built-in kinds, each rule from the defaults and
 * validation of kube-apiserver. Only what clients rely on is here, not every rule.
 */
@NullMarked
package dev.canary.testkit.cluster.api.builtin;

import org.jspecify.annotations.NullMarked;
