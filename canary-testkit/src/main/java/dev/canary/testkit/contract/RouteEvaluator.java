package dev.canary.testkit.contract;

import com.google.common.collect.ImmutableMap;
import dev.canary.core.store.ObjectKey;
import dev.canary.core.tree.Tree;

/**
 * Reads stored objects as a data plane would. Knows nothing of canaries: only the routing objects
 * and the request.
 */
@FunctionalInterface
public interface RouteEvaluator {

  /** Returns where the request goes; {@link RouteAnswer#NONE} if no object routes it. */
  RouteAnswer evaluate(ImmutableMap<ObjectKey, Tree> objects, RouteRequest request);
}
