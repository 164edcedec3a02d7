package dev.canary.testkit.cluster.api.store;

import java.util.Comparator;

/**
 * The place of one object; ordered as lists are, by namespace and name.
 *
 * @param namespace the namespace; empty for an object of the whole cluster
 */
public record ObjectId(GroupResource resource, String namespace, String name)
    implements Comparable<ObjectId> {

  private static final Comparator<ObjectId> ORDER =
      Comparator.comparing(ObjectId::namespace)
          .thenComparing(ObjectId::name)
          .thenComparing(id -> id.resource().toString());

  @Override
  public int compareTo(ObjectId other) {
    return ORDER.compare(this, other);
  }
}
