package dev.canary.operator.process;

import dev.canary.core.model.CanaryKey;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Passes changes of canaries on; before the process has started, nobody listens. */
public final class CanaryChanges implements Consumer<CanaryKey> {

  private volatile @Nullable Consumer<CanaryKey> listener;

  /** Creates a relay without a listener. */
  public CanaryChanges() {}

  /** Passes changes on from now on. */
  void to(Consumer<CanaryKey> newListener) {
    listener = newListener;
  }

  /** Returns whether the process has started to listen: all canaries were seen once. */
  public boolean listening() {
    return listener != null;
  }

  @Override
  public void accept(CanaryKey key) {
    Consumer<CanaryKey> current = listener;
    if (current != null) {
      current.accept(key);
    }
  }
}
