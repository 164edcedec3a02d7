package dev.canary.operator.kube;

import org.jspecify.annotations.Nullable;

/** The configuration of a client cannot be used; the message says which and why. */
public final class KubeConfigException extends RuntimeException {

  KubeConfigException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
