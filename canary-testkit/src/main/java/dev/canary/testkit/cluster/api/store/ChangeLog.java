package dev.canary.testkit.cluster.api.store;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;

/** The last changes of one resource in a ring; not safe for use by several threads. */
final class ChangeLog {

  private final @Nullable Change[] ring;
  private long appended;
  private int size;
  private long forgotten;

  ChangeLog(int capacity) {
    this.ring = new Change[capacity];
  }

  void append(Change change) {
    int slot = (int) (appended % ring.length);
    if (size == ring.length) {
      forgotten = at(0).version();
    } else {
      size++;
    }
    ring[slot] = change;
    appended++;
  }

  /** Forgets every change up to now: only watches from {@code version} on can start. */
  void forget(long version) {
    forgotten = version;
    size = 0;
  }

  /** Returns the version of the newest change no longer held; 0 if none was dropped. */
  long forgotten() {
    return forgotten;
  }

  ImmutableList<Change> after(long version) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (at(middle).version() <= version) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    ImmutableList.Builder<Change> found = ImmutableList.builderWithExpectedSize(size - low);
    for (int i = low; i < size; i++) {
      found.add(at(i));
    }
    return found.build();
  }

  private Change at(int index) {
    Change change = ring[(int) ((appended - size + index) % ring.length)];
    if (change == null) {
      throw new IllegalStateException("empty slot " + index + " of " + size);
    }
    return change;
  }
}
