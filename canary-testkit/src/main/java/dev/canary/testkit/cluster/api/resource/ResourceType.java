package dev.canary.testkit.cluster.api.resource;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.canary.testkit.cluster.api.store.GroupResource;
import java.util.Optional;

/**
 * One resource that the server serves.
 *
 * @param id its group and plural name
 * @param storage the resource under which its objects are stored; another one for a second view
 * @param conversion how its objects differ from the stored ones
 * @param names its other names
 * @param namespaced whether its objects live in namespaces
 * @param versions the versions served, preferred first; at least one
 * @param storageVersion the version in which objects are stored
 * @param custom whether a CRD declares it
 */
public record ResourceType(
    GroupResource id,
    GroupResource storage,
    Conversion conversion,
    Names names,
    boolean namespaced,
    ImmutableList<ServedVersion> versions,
    String storageVersion,
    boolean custom,
    Traits traits) {

  /**
   * The names of a resource besides its plural.
   *
   * @param listKind the kind of its lists
   */
  public record Names(
      String kind,
      String listKind,
      String singular,
      ImmutableList<String> shortNames,
      ImmutableList<String> categories) {}

  /** Returns the version of that name, if it is served. */
  public Optional<ServedVersion> version(String name) {
    return versions.stream().filter(version -> version.name().equals(name)).findFirst();
  }

  /** Returns the kind of one object. */
  public String kind() {
    return names.kind();
  }

  /** Returns {@code group/version}, or the version alone for the core group. */
  public String apiVersion(String version) {
    return id.group().isEmpty() ? version : id.group() + "/" + version;
  }

  /** Returns {@code group/version} of the version in which objects are stored. */
  public String storageApiVersion() {
    return storage.group().isEmpty() ? storageVersion : storage.group() + "/" + storageVersion;
  }

  /** Returns the names of the versions served. */
  public ImmutableList<String> versionNames() {
    return versions.stream().map(ServedVersion::name).collect(toImmutableList());
  }
}
