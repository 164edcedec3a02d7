package dev.canary.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.canary.core.model.Canary;
import dev.canary.core.model.CanaryKey;
import dev.canary.core.model.CanaryStatus;
import dev.canary.core.model.Counters;
import dev.canary.core.model.RolloutState;
import dev.canary.core.port.CanaryStore;
import dev.canary.core.port.Conflict;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * The contract of {@link CanaryStore}. Reads need not be the newest state, so what others did is
 * awaited; what the store itself wrote is not.
 */
public abstract class CanaryStoreContract {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  /** Returns the store under test. */
  protected abstract CanaryStore store();

  /** Creates a canary without finalizer as users do, and returns which. */
  protected abstract CanaryKey given();

  /** Changes the canary's specification as users do, so that its version moves. */
  protected abstract void changedByOthers(CanaryKey key);

  /** Asks for the canary's deletion as users do. */
  protected abstract void deletedByOthers(CanaryKey key);

  @Test
  void read_unknownCanary_isEmpty() {
    assertThat(store().read(new CanaryKey("nowhere", "nobody"))).isEmpty();
  }

  @Test
  void read_newCanary_hasNoMemory() {
    Canary canary = seen(given());

    assertThat(canary.status()).isEqualTo(CanaryStatus.NEW);
    assertThat(canary.version()).isNotEmpty();
    assertThat(canary.finalizer()).isFalse();
  }

  @Test
  void commit_ownWriteIsReadAtOnce() {
    CanaryKey key = given();
    Canary canary = seen(key);
    for (int weight = 1; weight <= 50; weight++) {
      canary = store().commit(canary, status(weight), NOW);
      assertThat(canary.status()).isEqualTo(status(weight));
      assertThat(store().read(key)).contains(canary);
    }
  }

  @Test
  void commit_staleVersion_isConflictAndWritesNothing() {
    CanaryKey key = given();
    Canary canary = seen(key);
    Canary committed = store().commit(canary, status(10), NOW);

    assertThatExceptionOfType(Conflict.class)
        .isThrownBy(() -> store().commit(canary, status(20), NOW))
        .withMessageContaining(key.name());

    assertThat(store().read(key)).contains(committed);
  }

  @Test
  void commit_canaryChangedByOthers_isConflictAndWritesNothing() {
    CanaryKey key = given();
    Canary canary = seen(key);
    changedByOthers(key);

    assertThatExceptionOfType(Conflict.class)
        .isThrownBy(() -> store().commit(canary, status(20), NOW));

    Await.until("the change shows", () -> !seen(key).version().equals(canary.version()));
    assertThat(seen(key).status()).isEqualTo(CanaryStatus.NEW);
  }

  @Test
  void finalizer_isPutOnAndTakenOff() {
    CanaryKey key = given();

    Canary on = store().finalizer(seen(key), true);
    assertThat(on.finalizer()).isTrue();
    assertThat(store().read(key)).contains(on);

    Canary off = store().finalizer(on, false);
    assertThat(off.finalizer()).isFalse();
    assertThat(store().read(key)).contains(off);
  }

  @Test
  void finalizer_staleVersion_isConflictAndWritesNothing() {
    CanaryKey key = given();
    Canary canary = seen(key);
    store().commit(canary, status(10), NOW);

    assertThatExceptionOfType(Conflict.class).isThrownBy(() -> store().finalizer(canary, true));

    assertThat(seen(key).finalizer()).isFalse();
  }

  @Test
  void finalizer_keepsADeletedCanaryUntilItIsTakenOff() {
    CanaryKey key = given();
    store().finalizer(seen(key), true);
    deletedByOthers(key);
    Await.until("the deletion shows", () -> seen(key).deletedAt().isPresent());

    store().finalizer(seen(key), false);

    Await.until("the canary is gone", () -> store().read(key).isEmpty());
  }

  private Canary seen(CanaryKey key) {
    Await.until(key + " shows", () -> store().read(key).isPresent());
    return store().read(key).orElseThrow();
  }

  private static CanaryStatus status(int weight) {
    return CanaryStatus.NEW
        .with(new RolloutState.Progressing(false))
        .with(new Counters(weight, 0, 1))
        .accepting(1);
  }
}
