package dev.canary.testkit.fake;

import static dev.canary.testkit.fake.Faults.Moment.AFTER;
import static dev.canary.testkit.fake.Faults.Moment.BEFORE;
import static dev.canary.testkit.fixture.Canaries.aCanary;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.canary.core.model.Canary;
import dev.canary.core.model.CanaryStatus;
import dev.canary.core.port.CanaryStore;
import dev.canary.core.port.Conflict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterceptedTest {

  private final InMemoryCanaryStore behind = new InMemoryCanaryStore();
  private final Canary canary = behind.put(aCanary().build());
  private final Faults faults = new Faults();
  private final List<String> calls = new ArrayList<>();
  private final CanaryStore store =
      Intercepted.port(CanaryStore.class, behind, recorder().and(faults));

  @Test
  void calls_areNamedByPortMethodAndCanary() {
    store.read(canary.key());
    store.commit(canary, CanaryStatus.NEW, Instant.EPOCH);

    assertThat(calls)
        .containsExactly(
            "before CanaryStore read podinfo.test",
            "after CanaryStore read podinfo.test",
            "before CanaryStore commit podinfo.test",
            "after CanaryStore commit podinfo.test");
  }

  @Test
  void failureBefore_hasNoEffect_failureAfterHas() {
    faults.fail(call -> call.startsWith("commit"), 1, BEFORE, new IllegalStateException("dead"));
    assertThatIllegalStateException()
        .isThrownBy(() -> store.commit(canary, CanaryStatus.NEW, Instant.EPOCH));
    assertThat(behind.commits()).isEmpty();

    faults.fail(call -> call.startsWith("commit"), 1, AFTER, new IllegalStateException("dead"));
    assertThatIllegalStateException()
        .isThrownBy(() -> store.commit(canary, CanaryStatus.NEW, Instant.EPOCH));
    assertThat(behind.commits()).hasSize(1);
    assertThat(faults.pending()).isFalse();
  }

  @Test
  void exceptionsOfThePort_passUnwrapped() {
    store.commit(canary, CanaryStatus.NEW, Instant.EPOCH);

    assertThatExceptionOfType(Conflict.class)
        .isThrownBy(() -> store.commit(canary, CanaryStatus.NEW, Instant.EPOCH));
    assertThat(calls).hasSize(3);
  }

  @Test
  void nthCall_failsOnceAndOnlyThat() {
    faults.fail(call -> call.startsWith("read"), 2, BEFORE, new IllegalStateException("second"));

    store.read(canary.key());
    assertThatIllegalStateException().isThrownBy(() -> store.read(canary.key()));
    assertThat(store.read(canary.key())).isPresent();
  }

  private Interceptor recorder() {
    return new Interceptor() {
      @Override
      public void before(String port, String call) {
        calls.add("before " + port + " " + call);
      }

      @Override
      public void after(String port, String call) {
        calls.add("after " + port + " " + call);
      }
    };
  }
}
