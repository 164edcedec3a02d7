package dev.canary.testkit.cluster.api.resource;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.api.schema.Schema;
import dev.canary.testkit.cluster.api.store.GroupResource;
import dev.canary.testkit.cluster.api.table.CustomColumns;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Reads what a {@code CustomResourceDefinition} declares. */
public final class CustomResources {

  private static final Splitter DOTS = Splitter.on('.').omitEmptyStrings();

  private CustomResources() {}

  /** Returns the resource that the CRD declares; empty if it serves no version. */
  public static Optional<ResourceType> declaredBy(Tree crd) {
    Tree spec = crd.at("spec").orElse(Tree.Obj.EMPTY);
    ImmutableList<ServedVersion> versions =
        spec.items("versions").stream()
            .filter(version -> version.isTrue("served"))
            .map(CustomResources::version)
            .sorted(Comparator.comparing(ServedVersion::name, VersionOrder.PREFERRED_FIRST))
            .collect(toImmutableList());
    if (versions.isEmpty()) {
      return Optional.empty();
    }
    boolean status = versions.stream().anyMatch(ServedVersion::status);
    Traits traits =
        new Traits(
            status ? GenerationRule.ALL_BUT_METADATA_AND_STATUS : GenerationRule.ALL_BUT_METADATA,
            false,
            false);
    return Optional.of(
        new ResourceType(
            id(crd),
            id(crd),
            Conversion.NONE,
            names(spec),
            spec.textOr("Namespaced", "scope").equals("Namespaced"),
            versions,
            storageVersion(spec),
            true,
            traits));
  }

  /** Returns the group and plural name that the CRD declares. */
  public static GroupResource id(Tree crd) {
    return new GroupResource(
        crd.textOr("", "spec", "group"), crd.textOr("", "spec", "names", "plural"));
  }

  private static String storageVersion(Tree spec) {
    return spec.items("versions").stream()
        .filter(version -> version.isTrue("storage"))
        .flatMap(version -> version.text("name").stream())
        .findFirst()
        .orElse("");
  }

  private static ResourceType.Names names(Tree spec) {
    String kind = spec.textOr("", "names", "kind");
    return new ResourceType.Names(
        kind,
        spec.textOr(kind + "List", "names", "listKind"),
        spec.textOr(kind.toLowerCase(Locale.ROOT), "names", "singular"),
        spec.strings("names", "shortNames"),
        spec.strings("names", "categories"));
  }

  private static ServedVersion version(Tree version) {
    return new ServedVersion(
        version.textOr("", "name"),
        version.at("subresources", "status").isPresent(),
        version.at("subresources", "scale").map(CustomResources::scale),
        version.at("schema", "openAPIV3Schema").map(Schema::compile),
        CustomColumns.of(version));
  }

  private static ScalePaths scale(Tree scale) {
    return new ScalePaths(
        path(scale.textOr("", "specReplicasPath")),
        path(scale.textOr("", "statusReplicasPath")),
        scale.text("labelSelectorPath").map(CustomResources::path));
  }

  private static ImmutableList<String> path(String jsonPath) {
    return ImmutableList.copyOf(DOTS.split(jsonPath));
  }
}
