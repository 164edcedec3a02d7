package dev.canary.testkit.sim;

import com.google.common.collect.ImmutableList;
import dev.canary.testkit.fake.Interceptor;
import java.util.ArrayList;
import java.util.List;

/** Remembers every call of a run, so that faults are sent only where they may happen. */
final class CallLog implements Interceptor {

  private record Call(String port, String call) {}

  private final List<Call> calls = new ArrayList<>();

  @Override
  public void before(String port, String call) {
    calls.add(new Call(port, call));
  }

  /** Returns the numbers of the calls at which a fault may happen, from 1. */
  ImmutableList<Integer> where(Strike.Kind kind) {
    ImmutableList.Builder<Integer> numbers = ImmutableList.builder();
    for (int index = 0; index < calls.size(); index++) {
      Call call = calls.get(index);
      if (kind.mayStrike(call.port(), call.call())) {
        numbers.add(index + 1);
      }
    }
    return numbers.build();
  }

  /** Returns the numbers of the calls of any other method, from 1. */
  ImmutableList<Integer> whereNot(String method) {
    ImmutableList.Builder<Integer> numbers = ImmutableList.builder();
    for (int index = 0; index < calls.size(); index++) {
      if (!calls.get(index).call().startsWith(method)) {
        numbers.add(index + 1);
      }
    }
    return numbers.build();
  }
}
