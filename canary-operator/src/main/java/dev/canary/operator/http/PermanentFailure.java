package dev.canary.operator.http;

import com.google.common.base.Throwables;
import java.io.IOException;
import javax.net.ssl.SSLHandshakeException;

/** A call that fails again however often it is repeated (webhooks chapter, section 2.1). */
final class PermanentFailure extends IOException {

  PermanentFailure(String message) {
    super(message);
  }

  /** Returns whether that is where the failure comes from; a refused certificate counts too. */
  static boolean causes(Throwable failure) {
    return Throwables.getCausalChain(failure).stream()
        .anyMatch(
            cause -> cause instanceof PermanentFailure || cause instanceof SSLHandshakeException);
  }
}
