@NullMarked
package dev.canary.operator.kube;

import org.jspecify.annotations.NullMarked;
