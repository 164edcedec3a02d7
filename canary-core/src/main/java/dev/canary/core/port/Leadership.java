package dev.canary.core.port;

import java.time.Instant;

/** Whether this process may still act. */
@FunctionalInterface
public interface Leadership {

  /** Always leads; for embedders and single processes. */
  Leadership ALWAYS = () -> Instant.MAX;

  /** Returns until when this process may act without renewing. Checked before every effect. */
  Instant until();
}
