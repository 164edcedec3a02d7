package dev.canary.testkit.cluster.api.http;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.api.resource.Catalog;
import dev.canary.testkit.cluster.api.resource.ResourceType;
import dev.canary.testkit.cluster.api.resource.ServedVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells which groups, versions and resources are served. */
final class Discovery {

  private static final Splitter SLASHES = Splitter.on('/').omitEmptyStrings();
  private static final ImmutableList<String> VERBS =
      ImmutableList.of(
          "create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");
  private static final ImmutableList<String> SUBRESOURCE_VERBS =
      ImmutableList.of("get", "patch", "update");

  private final Catalog catalog;

  Discovery(Catalog catalog) {
    this.catalog = catalog;
  }

  /** Returns the document at the path; empty if it is not one of discovery. */
  Optional<Tree> document(String path) {
    List<String> parts = SLASHES.splitToList(path);
    return switch (parts.isEmpty() ? "" : parts.getFirst()) {
      case "version" -> parts.size() == 1 ? Optional.of(version()) : Optional.empty();
      case "api" ->
          switch (parts.size()) {
            case 1 -> Optional.of(coreVersions());
            case 2 -> resources("", parts.get(1));
            default -> Optional.empty();
          };
      case "apis" ->
          switch (parts.size()) {
            case 1 -> Optional.of(groups());
            case 2 -> group(parts.get(1));
            case 3 -> resources(parts.get(1), parts.get(2));
            default -> Optional.empty();
          };
      default -> Optional.empty();
    };
  }

  private static Tree version() {
    return Tree.members()
        .put("major", "1")
        .put("minor", "32")
        .put("gitVersion", "v1.32.0+canary")
        .put("gitCommit", "0000000000000000000000000000000000000000")
        .put("gitTreeState", "clean")
        .put("buildDate", "2026-01-01T00:00:00Z")
        .put("goVersion", "none")
        .put("compiler", "javac")
        .put("platform", "jvm/any")
        .build();
  }

  private static Tree coreVersions() {
    return Tree.members()
        .put("kind", "APIVersions")
        .put("versions", Tree.array(Tree.of("v1")))
        .put("serverAddressByClientCIDRs", Tree.Arr.EMPTY)
        .build();
  }

  private Tree groups() {
    ImmutableList<Tree> groups =
        ImmutableSet.<String>builder().addAll(catalog.groups()).add(Reviews.GROUP).build().stream()
            .flatMap(name -> group(name).stream())
            .map(group -> group.without("kind").without("apiVersion"))
            .collect(toImmutableList());
    return Tree.members()
        .put("kind", "APIGroupList")
        .put("apiVersion", "v1")
        .put("groups", Tree.array(groups))
        .build();
  }

  private Optional<Tree> group(String name) {
    ImmutableList<Tree> versions =
        versions(name).stream()
            .map(
                version ->
                    Tree.members()
                        .put("groupVersion", name + "/" + version)
                        .put("version", version)
                        .build())
            .collect(toImmutableList());
    if (versions.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Tree.members()
            .put("kind", "APIGroup")
            .put("apiVersion", "v1")
            .put("name", name)
            .put("versions", Tree.array(versions))
            .put("preferredVersion", versions.getFirst())
            .build());
  }

  private ImmutableSet<String> versions(String group) {
    return group.equals(Reviews.GROUP) ? ImmutableSet.of("v1") : catalog.versions(group);
  }

  private Optional<Tree> resources(String group, String version) {
    if (!versions(group).contains(version)) {
      return Optional.empty();
    }
    List<Tree> resources = new ArrayList<>();
    if (group.equals(Reviews.GROUP)) {
      resources.add(Reviews.resource());
    }
    for (ResourceType type : catalog.in(group)) {
      type.version(version).ifPresent(served -> describe(type, served, resources));
    }
    return Optional.of(
        Tree.members()
            .put("kind", "APIResourceList")
            .put("apiVersion", "v1")
            .put("groupVersion", group.isEmpty() ? version : group + "/" + version)
            .put("resources", Tree.array(resources))
            .build());
  }

  private static void describe(ResourceType type, ServedVersion version, List<Tree> out) {
    Tree.Members main =
        Tree.members()
            .put("name", type.id().plural())
            .put("singularName", type.names().singular())
            .put("namespaced", type.namespaced())
            .put("kind", type.kind())
            .put("verbs", Tree.strings(VERBS));
    if (!type.names().shortNames().isEmpty()) {
      main.put("shortNames", Tree.strings(type.names().shortNames()));
    }
    if (!type.names().categories().isEmpty()) {
      main.put("categories", Tree.strings(type.names().categories()));
    }
    out.add(main.build());
    if (version.status()) {
      out.add(subresource(type, "status").put("kind", type.kind()).build());
    }
    if (version.scale().isPresent()) {
      out.add(
          subresource(type, "scale")
              .put("group", "autoscaling")
              .put("version", "v1")
              .put("kind", "Scale")
              .build());
    }
  }

  private static Tree.Members subresource(ResourceType type, String name) {
    return Tree.members()
        .put("name", type.id().plural() + "/" + name)
        .put("singularName", "")
        .put("namespaced", type.namespaced())
        .put("verbs", Tree.strings(SUBRESOURCE_VERBS));
  }
}
