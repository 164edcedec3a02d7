package dev.canary.testkit.cluster.api.openapi;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.api.resource.ResourceType;
import dev.canary.testkit.cluster.api.resource.ServedVersion;

/** The paths of one resource in an OpenAPI document of version 3. */
final class Operations {

  private static final ImmutableMap<String, String> OF_COLLECTION =
      ImmutableMap.of("get", "list", "post", "post", "delete", "deletecollection");
  private static final ImmutableMap<String, String> OF_OBJECT =
      ImmutableMap.of("get", "get", "put", "put", "patch", "patch", "delete", "delete");
  private static final ImmutableList<String> WRITE_PARAMETERS =
      ImmutableList.of("dryRun", "fieldManager", "fieldValidation");

  private Operations() {}

  static void describe(ResourceType type, ServedVersion version, Tree.Members paths) {
    String root =
        type.id().group().isEmpty()
            ? "/api/" + version.name()
            : "/apis/" + type.id().group() + "/" + version.name();
    String scope = type.namespaced() ? "/namespaces/{namespace}" : "";
    String collection = root + scope + "/" + type.id().plural();
    paths.put(collection, operations(type, version, OF_COLLECTION));
    paths.put(collection + "/{name}", operations(type, version, OF_OBJECT));
  }

  private static Tree operations(
      ResourceType type, ServedVersion version, ImmutableMap<String, String> actions) {
    Tree.Members operations = Tree.members();
    actions.forEach(
        (method, action) -> operations.put(method, operation(type, version, method, action)));
    return operations.build();
  }

  private static Tree operation(
      ResourceType type, ServedVersion version, String method, String action) {
    Tree.Members operation =
        Tree.members()
            .put("x-kubernetes-action", action)
            .put("x-kubernetes-group-version-kind", Names.groupVersionKind(type, version))
            .put("responses", responses(type, version));
    if (!method.equals("get")) {
      operation.put(
          "parameters", Tree.array(WRITE_PARAMETERS.stream().map(Operations::parameter).toList()));
    }
    if (method.equals("patch")) {
      operation.put("requestBody", patchBody());
    }
    return operation.build();
  }

  private static Tree responses(ResourceType type, ServedVersion version) {
    Tree schema =
        Tree.members().put("$ref", "#/components/schemas/" + Names.schema(type, version)).build();
    Tree content =
        Tree.members()
            .put("application/json", Tree.members().put("schema", schema).build())
            .build();
    Tree ok = Tree.members().put("description", "OK").put("content", content).build();
    return Tree.members().put("200", ok).build();
  }

  private static Tree patchBody() {
    Tree any = Tree.members().put("schema", Tree.members().put("type", "object").build()).build();
    return Tree.members()
        .put(
            "content",
            Tree.members()
                .put("application/json-patch+json", any)
                .put("application/merge-patch+json", any)
                .put("application/apply-patch+yaml", any)
                .build())
        .build();
  }

  private static Tree parameter(String name) {
    return Tree.members()
        .put("name", name)
        .put("in", "query")
        .put("schema", Tree.members().put("type", "string").put("uniqueItems", true).build())
        .build();
  }
}
