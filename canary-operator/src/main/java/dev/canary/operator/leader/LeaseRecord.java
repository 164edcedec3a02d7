package dev.canary.operator.leader;

import dev.canary.core.tree.Tree;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The content of a Lease, as all its candidates write it ({@code coordination.k8s.io/v1}). */
final class LeaseRecord {

  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private LeaseRecord() {}

  /** Returns who holds the lease; empty if nobody does. */
  static String holder(Tree lease) {
    return lease.textOr("", "spec", "holderIdentity");
  }

  /** Returns a lease that nobody has held. */
  static Tree create(String namespace, String name) {
    Tree metadata = Tree.members().put("namespace", namespace).put("name", name).build();
    return Tree.members()
        .put("apiVersion", "coordination.k8s.io/v1")
        .put("kind", "Lease")
        .put("metadata", metadata)
        .build();
  }

  /** Returns the lease as the candidate takes it. */
  static Tree taken(Tree lease, String identity, Duration duration, Instant now) {
    boolean first = lease.at("spec", "leaseTransitions").isEmpty();
    long transitions = lease.wholeOr(0, "spec", "leaseTransitions") + (first ? 0 : 1);
    return renewed(lease, now)
        .with(identity, "spec", "holderIdentity")
        .with(duration.toSeconds(), "spec", "leaseDurationSeconds")
        .with(MICROS.format(now), "spec", "acquireTime")
        .with(transitions, "spec", "leaseTransitions");
  }

  /** Returns the lease as its holder keeps it. */
  static Tree renewed(Tree lease, Instant now) {
    return lease.with(MICROS.format(now), "spec", "renewTime");
  }

  /** Returns the lease as its holder gives it up: the next candidate need not wait. */
  static Tree released(Tree lease, Instant now) {
    return renewed(lease, now)
        .with("", "spec", "holderIdentity")
        .with(1, "spec", "leaseDurationSeconds");
  }
}
