package dev.canary.testkit.cluster.api.openapi;

import com.google.common.base.Splitter;
import com.google.common.collect.Lists;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.api.resource.ResourceType;
import dev.canary.testkit.cluster.api.resource.ServedVersion;

/** How kinds are named in OpenAPI documents. */
final class Names {

  private static final Splitter DOTS = Splitter.on('.').omitEmptyStrings();

  private Names() {}

  /** Returns the name of the kind's schema, such as {@code io.k8s.apps.v1.Deployment}. */
  static String schema(ResourceType type, ServedVersion version) {
    String group = type.id().group().isEmpty() ? "core.k8s.io" : type.id().group();
    String reversed = String.join(".", Lists.reverse(DOTS.splitToList(group)));
    return reversed + "." + version.name() + "." + type.kind();
  }

  static Tree groupVersionKind(ResourceType type, ServedVersion version) {
    return Tree.members()
        .put("group", type.id().group())
        .put("version", version.name())
        .put("kind", type.kind())
        .build();
  }
}
