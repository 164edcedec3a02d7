package dev.canary.testkit.cluster.api.openapi;

import com.google.common.collect.ImmutableList;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.api.resource.Catalog;
import dev.canary.testkit.cluster.api.resource.ResourceType;
import dev.canary.testkit.cluster.api.resource.ServedVersion;
import java.util.Optional;

/**
 * The documents under {@code /openapi}: version 3 per group and version, version 2 for all.
 *
 * <p>They let kubectl validate on the server ({@code fieldValidation} is a parameter of every
 * write) and explain kinds. Strategic merge is not among the content types of patches on purpose:
 * kubectl then merges by the types it was built with, which know the keys of lists.
 */
public final class OpenApi {

  private final Catalog catalog;

  /** Creates the documents of what the catalog serves. */
  public OpenApi(Catalog catalog) {
    this.catalog = catalog;
  }

  /** Returns the list of the documents of version 3. */
  public Tree index() {
    Tree.Members paths = Tree.members();
    put(paths, "api/v1");
    for (String group : catalog.groups()) {
      catalog.versions(group).forEach(version -> put(paths, "apis/" + group + "/" + version));
    }
    return Tree.members().put("paths", paths.build()).build();
  }

  private static void put(Tree.Members paths, String path) {
    paths.put(path, Tree.members().put("serverRelativeURL", "/openapi/v3/" + path).build());
  }

  /** Returns the document of one group and version; empty if it is not served. */
  public Optional<Tree> document(String group, String version) {
    if (!catalog.versions(group).contains(version)) {
      return Optional.empty();
    }
    Tree.Members paths = Tree.members();
    Tree.Members schemas = Tree.members();
    for (ResourceType type : catalog.in(group)) {
      type.version(version)
          .ifPresent(
              served -> {
                Operations.describe(type, served, paths);
                schemas.put(Names.schema(type, served), schema(type, served));
              });
    }
    return Optional.of(
        Tree.members()
            .put("openapi", "3.0.0")
            .put("info", info())
            .put("paths", paths.build())
            .put("components", Tree.members().put("schemas", schemas.build()).build())
            .build());
  }

  /** Returns the document of version 2. */
  public Tree swagger() {
    Tree.Members definitions = Tree.members();
    for (ResourceType type : catalog.all()) {
      for (ServedVersion version : type.versions()) {
        definitions.put(Names.schema(type, version), schema(type, version));
      }
    }
    return Tree.members()
        .put("swagger", "2.0")
        .put("info", info())
        .put("paths", Tree.Obj.EMPTY)
        .put("definitions", definitions.build())
        .build();
  }

  private static Tree info() {
    return Tree.members().put("title", "Kubernetes").put("version", "v1.32.0").build();
  }

  private static Tree schema(ResourceType type, ServedVersion version) {
    Tree declared = version.schema().map(schema -> schema.source()).orElse(outline(type));
    Tree typed = declared.with("object", "type");
    typed = typed.with(text("APIVersion defines the schema version."), "properties", "apiVersion");
    typed = typed.with(text("Kind is the kind of the object."), "properties", "kind");
    typed = typed.with(open("Standard object metadata."), "properties", "metadata");
    return typed.with(
        Tree.array(Names.groupVersionKind(type, version)), "x-kubernetes-group-version-kind");
  }

  /** Nothing is known here of the fields of a built-in kind. */
  private static Tree outline(ResourceType type) {
    Tree.Members properties = Tree.members();
    for (String part : ImmutableList.of("spec", "status", "data")) {
      properties.put(part, open("The " + part + " of the object, for kinds that have one."));
    }
    return Tree.members()
        .put("description", type.kind() + " as served by the embedded cluster.")
        .put("properties", properties.build())
        .put("x-kubernetes-preserve-unknown-fields", true)
        .build();
  }

  private static Tree text(String description) {
    return Tree.members().put("type", "string").put("description", description).build();
  }

  private static Tree open(String description) {
    return Tree.members()
        .put("type", "object")
        .put("description", description)
        .put("x-kubernetes-preserve-unknown-fields", true)
        .build();
  }
}
