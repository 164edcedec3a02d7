package dev.canary.operator.notify;

import dev.canary.core.model.Canary;
import dev.canary.core.model.Fact.Event;
import dev.canary.core.store.ObjectKey;
import dev.canary.core.store.ResourceType;
import dev.canary.core.tree.Tree;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Events as objects of the cluster (operator chapter, section 8.1). */
final class EventObjects {

  static final ResourceType TYPE = ResourceType.namespaced("", "v1", "Event", "events");

  private EventObjects() {}

  /** Returns the key of a new event; the time keeps names apart. */
  static ObjectKey key(Canary canary, long nanos) {
    return new ObjectKey(
        TYPE, canary.key().namespace(), canary.key().name() + "." + Long.toHexString(nanos));
  }

  static Tree first(Canary canary, Event event, ObjectKey key, Instant now) {
    String time = time(now);
    return Tree.members()
        .put("apiVersion", "v1")
        .put("kind", "Event")
        .put(
            "metadata",
            Tree.members().put("name", key.name()).put("namespace", key.namespace()).build())
        .put("involvedObject", involved(canary))
        .put("reason", "Synced")
        .put("message", event.text())
        .put("source", Tree.members().put("component", "flagger").build())
        .put("reportingComponent", "flagger")
        .put("type", event.warning() ? "Warning" : "Normal")
        .put("count", 1)
        .put("firstTimestamp", time)
        .put("lastTimestamp", time)
        .build();
  }

  /** The same event again. */
  static Tree again(Tree event, Instant now) {
    return event.with(event.wholeOr(1, "count") + 1, "count").with(time(now), "lastTimestamp");
  }

  private static Tree involved(Canary canary) {
    return Tree.members()
        .put("apiVersion", canary.owner().textOr("flagger.app/v1beta1", "apiVersion"))
        .put("kind", canary.owner().textOr("Canary", "kind"))
        .put("name", canary.key().name())
        .put("namespace", canary.key().namespace())
        .put("uid", canary.owner().textOr("", "uid"))
        .put("resourceVersion", canary.version())
        .build();
  }

  private static String time(Instant now) {
    return now.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
