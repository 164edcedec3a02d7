package dev.canary.metrics;

import com.google.common.collect.ImmutableMap;
import dev.canary.core.tree.Tree;
import java.util.Optional;

/**
 * Objects that checks refer to, as they are now.
 *
 * <p>Each method answers empty if the object does not exist, and throws {@link
 * dev.canary.core.port.PortUnavailable} if that cannot be known.
 */
public interface References {

  /** Returns a metric template, the whole object. */
  Optional<Tree> template(String namespace, String name);

  /** Returns the values of a secret, decoded. Implementations keep them for a minute at most. */
  Optional<ImmutableMap<String, String>> secret(String namespace, String name);

  /** Returns a Knative service, the whole object. */
  Optional<Tree> knativeService(String namespace, String name);
}
