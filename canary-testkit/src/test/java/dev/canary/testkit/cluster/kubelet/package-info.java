/** Tests of rollouts, tables first and then on a cluster. */
@NullMarked
package dev.canary.testkit.cluster.kubelet;

import org.jspecify.annotations.NullMarked;
