package dev.canary.testkit.cluster.api.builtin;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.api.error.Cause;
import java.util.Locale;
import java.util.Optional;

/** What the server adds to CRDs, completed names and conditions, and the rules on them. */
public final class Definitions {

  private Definitions() {}

  /**
   * Returns the CRD as it is to be stored.
   *
   * @param now the time of the write, for new conditions
   */
  public static Tree admitted(Tree crd, String now) {
    String kind = crd.textOr("", "spec", "names", "kind");
    Tree named = defaulted(crd, kind.toLowerCase(Locale.ROOT), "spec", "names", "singular");
    named = defaulted(named, kind + "List", "spec", "names", "listKind");
    if (named.at("spec", "conversion").isEmpty()) {
      named = named.with("None", "spec", "conversion", "strategy");
    }
    return named.with(status(named, now), "status");
  }

  static ImmutableList<Cause> problems(Tree crd) {
    ImmutableList.Builder<Cause> problems = ImmutableList.builder();
    String plural = crd.textOr("", "spec", "names", "plural");
    String name = plural + "." + crd.textOr("", "spec", "group");
    if (!crd.textOr("", "metadata", "name").equals(name)) {
      problems.add(
          Cause.invalid(
              "metadata.name",
              crd.at("metadata", "name").orElse(Tree.of("")),
              "must be spec.names.plural+\".\"+spec.group"));
    }
    for (String field : ImmutableList.of("plural", "kind")) {
      if (crd.textOr("", "spec", "names", field).isEmpty()) {
        problems.add(Cause.required("spec.names." + field));
      }
    }
    ImmutableList<Tree> versions = crd.items("spec", "versions");
    if (versions.stream().filter(version -> version.isTrue("storage")).count() != 1) {
      problems.add(
          Cause.invalid(
              "spec.versions",
              Tree.array(versions.stream().flatMap(v -> v.at("name").stream()).toList()),
              "must have exactly one version marked as storage version"));
    }
    for (int i = 0; i < versions.size(); i++) {
      if (versions.get(i).at("schema", "openAPIV3Schema").isEmpty()) {
        problems.add(Cause.required("spec.versions[" + i + "].schema.openAPIV3Schema"));
      }
    }
    return problems.build();
  }

  private static Tree status(Tree crd, String now) {
    ImmutableList<String> stored =
        crd.items("spec", "versions").stream()
            .filter(version -> version.isTrue("storage"))
            .flatMap(version -> version.text("name").stream())
            .collect(toImmutableList());
    Tree.Members status = Tree.members();
    status.putIfPresent("acceptedNames", crd.at("spec", "names"));
    Optional<Tree> known =
        crd.at("status", "conditions").filter(conditions -> !conditions.equals(Tree.Arr.EMPTY));
    status.put(
        "conditions",
        known.orElseGet(
            () ->
                Tree.array(
                    condition("NamesAccepted", "NoConflicts", "no conflicts found", now),
                    condition(
                        "Established",
                        "InitialNamesAccepted",
                        "the initial names have been accepted",
                        now))));
    return status.put("storedVersions", Tree.strings(stored)).build();
  }

  private static Tree condition(String type, String reason, String message, String now) {
    return Tree.members()
        .put("lastTransitionTime", now)
        .put("message", message)
        .put("reason", reason)
        .put("status", "True")
        .put("type", type)
        .build();
  }

  private static Tree defaulted(Tree tree, String value, String... path) {
    return tree.textOr("", path).isEmpty() ? tree.with(value, path) : tree;
  }
}
