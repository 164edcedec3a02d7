package dev.canary.testkit.fake;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.canary.core.model.Canary;
import dev.canary.core.model.CanaryKey;
import dev.canary.core.model.CanarySpec;
import dev.canary.core.model.Readiness;
import dev.canary.core.model.Revision;
import dev.canary.core.model.WorkloadView;
import dev.canary.core.port.Conflict;
import dev.canary.core.port.Part;
import dev.canary.core.port.PortUnavailable;
import dev.canary.core.port.PortUnavailable.Cause;
import dev.canary.core.port.Workloads;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Targets and primaries in memory, one pair per canary. What a test does to a target as a user is
 * {@link #deploy}, {@link #scaleTarget} and {@link #touch}; what pods do is {@link #readiness}.
 */
public final class FakeWorkloads implements Workloads {

  private static final String TARGET = "target";
  private static final String PRIMARY = "primary";

  private final Map<CanaryKey, FakePair> pairs = new HashMap<>();
  private final List<Scaled> scales = new ArrayList<>();
  private long version;

  /**
   * One change of a target's replicas by the operator.
   *
   * @param key of the canary
   * @param replicas wanted from then on
   */
  public record Scaled(CanaryKey key, int replicas) {}

  /** Creates a target with two replicas that runs a revision. */
  public synchronized void deployed(CanaryKey key, String hash) {
    pairs.put(key, new FakePair(revision(hash, 1), ++version));
  }

  /** Puts another template into the target as a user does; no write if it has it already. */
  public synchronized Revision deploy(CanaryKey key, String hash) {
    FakePair pair = pair(key);
    if (!pair.live.hash().equals(hash)) {
      pair.live = revision(hash, pair.live.generation() + 1);
      pair.targetVersion = ++version;
    }
    return pair.live;
  }

  /** Changes the checksums of the target's tracked configs as a user does. */
  public synchronized void configure(CanaryKey key, ImmutableMap<String, String> configs) {
    FakePair pair = pair(key);
    Revision live = pair.live;
    pair.live = new Revision(live.hash(), live.uid(), live.generation(), Optional.of(configs));
  }

  /** Scales the target as a user or an autoscaler does. */
  public synchronized void scaleTarget(CanaryKey key, int replicas) {
    FakePair pair = pair(key);
    pair.replicas = replicas;
    pair.targetVersion = ++version;
  }

  /** Moves the versions of target and primary without changing what the operator looks at. */
  public synchronized void touch(CanaryKey key) {
    FakePair pair = pair(key);
    pair.targetVersion = ++version;
    pair.primaryVersion = ++version;
  }

  /** Sets the readiness of both sides until it is set again. */
  public synchronized void readiness(CanaryKey key, Readiness target, Readiness primary) {
    pair(key).readiness(target, primary);
  }

  /** Makes every rollout of pods from now on become ready at the nth observation after it. */
  public synchronized void readyAfter(CanaryKey key, int observations) {
    pair(key).readyAfter = observations;
  }

  /** Returns the current revision of the target. */
  public synchronized Revision live(CanaryKey key) {
    return pair(key).live;
  }

  /** Returns the replicas the target is to have. */
  public synchronized int replicas(CanaryKey key) {
    return pair(key).replicas;
  }

  /** Returns the revision that the primary runs, or empty if there is no primary. */
  public synchronized Optional<Revision> primary(CanaryKey key) {
    return pair(key).primary;
  }

  /** Returns how often the primary's pods were rolled, its creation included. */
  public synchronized int primaryRollouts(CanaryKey key) {
    return pair(key).rollouts;
  }

  /** Returns whether the target's autoscaler is paused. */
  public synchronized boolean scalerPaused(CanaryKey key) {
    return pair(key).scalerPaused;
  }

  /** Returns which parts exist, in the order they were established. */
  public synchronized ImmutableList<Part> parts(CanaryKey key) {
    return ImmutableList.copyOf(pair(key).parts);
  }

  /** Returns every change of replicas by the operator, oldest first. */
  public synchronized ImmutableList<Scaled> scales() {
    return ImmutableList.copyOf(scales);
  }

  @Override
  public synchronized WorkloadView observe(Canary canary, CanarySpec spec) {
    FakePair pair = pair(canary.key());
    pair.observed();
    ImmutableMap.Builder<String, String> versions = ImmutableMap.builder();
    versions.put(TARGET, Long.toString(pair.targetVersion));
    if (pair.primary.isPresent()) {
      versions.put(PRIMARY, Long.toString(pair.primaryVersion));
    }
    return new WorkloadView(
        pair.live, pair.target(), pair.replicas, pair.primaryView(), versions.buildOrThrow());
  }

  @Override
  public synchronized void ensure(Canary canary, CanarySpec spec, Part part) {
    FakePair pair = pair(canary.key());
    if (part == Part.PRIMARY && pair.primary.isEmpty()) {
      pair.rolled(pair.live, ++version);
    }
    pair.parts.add(part);
  }

  @Override
  public synchronized void syncPrimary(
      Canary canary, CanarySpec spec, WorkloadView seen, Revision revision) {
    FakePair pair = pair(canary.key());
    requireSeen(canary.key(), pair, seen);
    if (!pair.live.same(revision)) {
      throw new Conflict("the target of " + canary.key() + " is not " + revision.hash());
    }
    if (!pair.primary.map(Revision::id).equals(Optional.of(revision.id()))) {
      pair.rolled(revision, ++version);
    }
  }

  @Override
  public synchronized void scaleUp(Canary canary, CanarySpec spec, WorkloadView seen) {
    if (pair(canary.key()).replicas == 0) {
      scale(canary.key(), seen, FakePair.REPLICAS);
    }
  }

  @Override
  public synchronized void scaleToZero(Canary canary, CanarySpec spec, WorkloadView seen) {
    if (pair(canary.key()).replicas > 0) {
      scale(canary.key(), seen, 0);
    }
  }

  @Override
  public synchronized void pauseScaler(Canary canary, CanarySpec spec) {
    pair(canary.key()).scalerPaused = spec.scaler().isPresent();
  }

  @Override
  public synchronized void resumeScaler(Canary canary, CanarySpec spec) {
    pair(canary.key()).scalerPaused = false;
  }

  @Override
  public synchronized void syncScaler(Canary canary, CanarySpec spec) {
    pair(canary.key());
  }

  @Override
  public synchronized void release(Canary canary, CanarySpec spec, Part part) {
    FakePair pair = pair(canary.key());
    pair.parts.remove(part);
    if (part == Part.TARGET && pair.replicas == 0) {
      pair.replicas = FakePair.REPLICAS;
      pair.targetVersion = ++version;
    }
  }

  private void scale(CanaryKey key, WorkloadView seen, int replicas) {
    FakePair pair = pair(key);
    requireSeen(key, pair, seen);
    pair.scaled(replicas, ++version);
    scales.add(new Scaled(key, replicas));
  }

  private static void requireSeen(CanaryKey key, FakePair pair, WorkloadView seen) {
    boolean same =
        Long.toString(pair.targetVersion).equals(seen.versions().get(TARGET))
            && (pair.primary.isEmpty()
                || Long.toString(pair.primaryVersion).equals(seen.versions().get(PRIMARY)));
    if (!same) {
      throw new Conflict("the workloads of " + key + " are not at " + seen.versions());
    }
  }

  private FakePair pair(CanaryKey key) {
    FakePair pair = pairs.get(key);
    if (pair == null) {
      throw new PortUnavailable(Cause.MISSING_REFERENCE, "the target of " + key + " is not there");
    }
    return pair;
  }

  private static Revision revision(String hash, long generation) {
    return new Revision(hash, "target-uid", generation, Optional.empty());
  }
}
