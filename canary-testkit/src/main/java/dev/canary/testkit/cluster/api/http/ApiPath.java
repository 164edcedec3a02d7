package dev.canary.testkit.cluster.api.http;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The path of a request for objects, such as {@code
 * /apis/apps/v1/namespaces/test/deployments/podinfo/status}.
 *
 * @param group empty for the core group
 * @param namespace empty for all namespaces, or for a resource of the whole cluster
 * @param name empty for a collection
 * @param subresource empty for the object itself
 */
record ApiPath(
    String group,
    String version,
    String namespace,
    String resource,
    String name,
    String subresource) {

  private static final Splitter SLASHES = Splitter.on('/').omitEmptyStrings();

  /** Returns the path read; empty if it is not one of objects. */
  static Optional<ApiPath> parse(String rawPath) {
    ImmutableList<String> parts =
        SLASHES
            .splitToStream(rawPath)
            .map(part -> URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8))
            .collect(ImmutableList.toImmutableList());
    if (parts.size() >= 3 && parts.getFirst().equals("api")) {
      return inVersion("", parts.get(1), parts.subList(2, parts.size()));
    }
    if (parts.size() >= 4 && parts.getFirst().equals("apis")) {
      return inVersion(parts.get(1), parts.get(2), parts.subList(3, parts.size()));
    }
    return Optional.empty();
  }

  private static Optional<ApiPath> inVersion(String group, String version, List<String> parts) {
    boolean scoped =
        parts.size() >= 3
            && parts.getFirst().equals("namespaces")
            && !isNamespaceSubresource(parts);
    String namespace = scoped ? parts.get(1) : "";
    List<String> rest = scoped ? parts.subList(2, parts.size()) : parts;
    if (rest.size() > 3) {
      return Optional.empty();
    }
    return Optional.of(
        new ApiPath(group, version, namespace, rest.getFirst(), part(rest, 1), part(rest, 2)));
  }

  private static boolean isNamespaceSubresource(List<String> parts) {
    return parts.size() == 3 && (parts.get(2).equals("status") || parts.get(2).equals("finalize"));
  }

  private static String part(List<String> parts, int index) {
    return index < parts.size() ? parts.get(index) : "";
  }
}
