package dev.canary.testkit.fake;

import static dev.canary.testkit.fixture.Canaries.aCanary;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.canary.core.model.Canary;
import dev.canary.core.model.CanaryKey;
import dev.canary.core.model.CanaryStatus;
import dev.canary.core.port.CanaryStore;
import dev.canary.testkit.contract.CanaryStoreContract;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InMemoryCanaryStoreContractTest extends CanaryStoreContract {

  private final InMemoryCanaryStore store = new InMemoryCanaryStore();

  @Override
  protected CanaryStore store() {
    return store;
  }

  @Override
  protected CanaryKey given() {
    return store.put(aCanary().build()).key();
  }

  @Override
  protected void changedByOthers(CanaryKey key) {
    store.put(aCanary().generation(2).build());
  }

  @Override
  protected void deletedByOthers(CanaryKey key) {
    store.edit(
        key,
        canary ->
            new Canary(
                canary.key(),
                canary.owner(),
                canary.generation(),
                Optional.of(Instant.EPOCH),
                canary.finalizer(),
                canary.intake(),
                canary.status(),
                canary.version()));
  }

  @Test
  void commits_keepEveryStatus() {
    Canary seen = store.put(aCanary().build());
    store.commit(
        store.commit(seen, CanaryStatus.NEW.accepting(1), Instant.EPOCH),
        CanaryStatus.NEW.accepting(2),
        Instant.EPOCH.plusSeconds(1));

    assertThat(store.commits())
        .extracting(commit -> commit.status().acceptedGeneration(), commit -> commit.at())
        .containsExactly(tuple(1L, Instant.EPOCH), tuple(2L, Instant.EPOCH.plusSeconds(1)));
  }
}
