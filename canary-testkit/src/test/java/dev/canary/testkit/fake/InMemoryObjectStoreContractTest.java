package dev.canary.testkit.fake;

import static dev.canary.testkit.fake.Faults.Moment.AFTER;
import static dev.canary.testkit.fake.Faults.Moment.BEFORE;

import dev.canary.core.port.PortUnavailable;
import dev.canary.core.port.PortUnavailable.Cause;
import dev.canary.core.port.SpecError;
import dev.canary.core.store.ObjectKey;
import dev.canary.core.store.ObjectStore;
import dev.canary.core.store.ResourceType;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.contract.ForeignHand;
import dev.canary.testkit.contract.ObjectStoreContract;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.UnaryOperator;

class InMemoryObjectStoreContractTest extends ObjectStoreContract {

  private final Faults faults = new Faults();
  private final InMemoryObjectStore store =
      new InMemoryObjectStore(InstantSource.fixed(Instant.EPOCH), Admission.NONE, faults);

  @Override
  protected ObjectStore store() {
    return store;
  }

  @Override
  protected ForeignHand hand() {
    return new ForeignHand() {
      @Override
      public void create(ObjectKey key, Tree tree) {
        store.seed(key, tree);
      }

      @Override
      public void edit(ObjectKey key, UnaryOperator<Tree> change) {
        store.edit(key, change);
      }

      @Override
      public void remove(ObjectKey key) {
        store.remove(key);
      }

      @Override
      public Tree whole(ObjectKey key) {
        return store.stored(key).tree();
      }

      @Override
      public void trouble(ResourceType type, Trouble trouble) {
        faults.clear();
        store.serve(type, Serving.SERVED);
        switch (trouble) {
          case NONE -> {}
          case NOT_INSTALLED -> store.serve(type, Serving.ABSENT);
          case FORBIDDEN -> store.serve(type, Serving.FORBIDDEN);
          case STALE -> store.serve(type, Serving.STALE);
          case INVALID -> script(BEFORE, new SpecError("invalid"));
          case ANSWER_LOST -> script(AFTER, transientFailure());
          case SERVER_ERROR -> script(BEFORE, transientFailure());
        }
      }
    };
  }

  private void script(Faults.Moment moment, RuntimeException failure) {
    for (int i = 0; i < 9; i++) {
      faults.fail(Faults.WRITES, 1, moment, failure);
    }
  }

  private static RuntimeException transientFailure() {
    return new PortUnavailable(Cause.TRANSIENT, "no answer");
  }
}
