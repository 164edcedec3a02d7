package dev.canary.operator.kube;

import com.google.common.collect.ImmutableSet;
import com.google.common.hash.Hashing;
import dev.canary.core.store.ResourceType;
import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;
import java.nio.charset.StandardCharsets;

/**
 * What of an object is kept, and which changes of it matter.
 *
 * <p>Managed fields are never kept. The configuration that kubectl applied last is kept where a
 * release of the original state needs it. Of Secrets nothing but the version is kept.
 */
final class Retention {

  /** The annotation in which kubectl keeps what it applied last. */
  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  /** Kinds that a router puts back to what the user applied. */
  private static final ImmutableSet<String> REVERTED = ImmutableSet.of("VirtualService", "Service");

  /** Kinds whose status tells whether traffic may move. */
  private static final ImmutableSet<String> WITH_STATUS =
      ImmutableSet.of("Deployment", "DaemonSet", "HTTPRoute");

  private final boolean secret;
  private final boolean lastApplied;
  private final boolean status;

  Retention(ResourceType type) {
    secret = type.group().isEmpty() && type.kind().equals("Secret");
    lastApplied = REVERTED.contains(type.kind());
    status = WITH_STATUS.contains(type.kind());
  }

  /** Returns whether contents may be kept at all. */
  boolean keepsContent() {
    return !secret;
  }

  /** Returns the object without what is not kept. */
  Tree strip(Tree object) {
    Tree stripped = object.without("metadata", "managedFields");
    return lastApplied ? stripped : stripped.without("metadata", "annotations", LAST_APPLIED);
  }

  /** Returns a number that differs when the object changed in a way that matters. */
  long digest(Tree stripped) {
    Tree relevant = stripped.without("metadata", "resourceVersion");
    String text = Json.canonical(status ? relevant : relevant.without("status"));
    return Hashing.farmHashFingerprint64()
        .hashBytes(text.getBytes(StandardCharsets.UTF_8))
        .asLong();
  }
}
