package dev.canary.operator.process;

import dev.canary.core.model.CanaryKey;
import java.util.function.Consumer;

/** Passes changes of canaries on; before the process has started, nobody listens. */
public final class CanaryChanges implements Consumer<CanaryKey> {

  private static final Consumer<CanaryKey> NOBODY = key -> {};

  private volatile Consumer<CanaryKey> listener = NOBODY;

  /** Creates a relay without a listener. */
  public CanaryChanges() {}

  /** Passes changes on from now on. */
  void to(Consumer<CanaryKey> newListener) {
    listener = newListener;
  }

  /** Returns whether the process has started to listen: all canaries were seen once. */
  public boolean listening() {
    return listener != NOBODY;
  }

  @Override
  public void accept(CanaryKey key) {
    listener.accept(key);
  }
}
