package dev.canary.testkit.cluster.api.resource;

import com.google.common.collect.ImmutableList;
import dev.canary.testkit.cluster.api.store.GroupResource;
import dev.canary.testkit.cluster.api.table.BuiltInColumns;
import java.util.Locale;
import java.util.Optional;

/** Spells out one line of the table of built-in resources. */
final class ResourceTypeBuilder {

  private final GroupResource id;
  private GroupResource storage;
  private Conversion conversion = Conversion.NONE;
  private final String version;
  private final String kind;
  private boolean namespaced = true;
  private boolean status;
  private Optional<ScalePaths> scale = Optional.empty();
  private GenerationRule generation = GenerationRule.NONE;
  private boolean unconditionalUpdate = true;
  private boolean createOnUpdate;
  private ImmutableList<String> shortNames = ImmutableList.of();
  private ImmutableList<String> categories = ImmutableList.of();

  ResourceTypeBuilder(GroupResource id, String version, String kind) {
    this.id = id;
    this.storage = id;
    this.version = version;
    this.kind = kind;
  }

  ResourceTypeBuilder clusterScoped() {
    namespaced = false;
    return this;
  }

  ResourceTypeBuilder status() {
    status = true;
    return this;
  }

  ResourceTypeBuilder scale() {
    scale = Optional.of(ScalePaths.WORKLOAD);
    return this;
  }

  ResourceTypeBuilder generation(GenerationRule rule) {
    generation = rule;
    return this;
  }

  ResourceTypeBuilder conditionalUpdate() {
    unconditionalUpdate = false;
    return this;
  }

  ResourceTypeBuilder createOnUpdate() {
    createOnUpdate = true;
    return this;
  }

  ResourceTypeBuilder shortNames(String... names) {
    shortNames = ImmutableList.copyOf(names);
    return this;
  }

  ResourceTypeBuilder categories(String... names) {
    categories = ImmutableList.copyOf(names);
    return this;
  }

  ResourceTypeBuilder viewOf(GroupResource stored, Conversion difference) {
    storage = stored;
    conversion = difference;
    return this;
  }

  ResourceTypeBuilder inAll() {
    return categories("all");
  }

  ResourceType build() {
    ServedVersion served =
        new ServedVersion(version, status, scale, Optional.empty(), BuiltInColumns.of(id));
    return new ResourceType(
        id,
        storage,
        conversion,
        new ResourceType.Names(
            kind, kind + "List", kind.toLowerCase(Locale.ROOT), shortNames, categories),
        namespaced,
        ImmutableList.of(served),
        version,
        false,
        new Traits(generation, unconditionalUpdate, createOnUpdate));
  }
}
