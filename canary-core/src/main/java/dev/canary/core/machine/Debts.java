package dev.canary.core.machine;

import com.google.common.collect.ImmutableList;
import dev.canary.core.model.Fact;
import dev.canary.core.model.Owed;
import dev.canary.core.model.Phase;
import java.time.Instant;

/** Collects obligations in the order they are to be met, each with a stable id. */
final class Debts {

  private final ImmutableList.Builder<Owed> owed = ImmutableList.builder();
  private final String prefix;
  private int count;

  /**
   * @param occasion what they are owed for; tells the deliveries of one run apart
   */
  Debts(Snapshot seen, String occasion) {
    prefix = Ids.delivery(seen, occasion);
  }

  private String id() {
    return prefix + "-" + count++;
  }

  Debts tell(Fact fact) {
    owed.add(new Owed.Tell(id(), fact));
    return this;
  }

  Debts tell(Iterable<? extends Fact> facts) {
    facts.forEach(this::tell);
    return this;
  }

  Debts postRollout(Phase phase) {
    owed.add(new Owed.PostRollout(id(), phase));
    return this;
  }

  Debts scaleDown(Instant due) {
    owed.add(new Owed.ScaleDown(id(), due));
    return this;
  }

  ImmutableList<Owed> all() {
    return owed.build();
  }
}
