package dev.canary.testkit.cluster.api.registry;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.canary.core.tree.Tree;
import java.util.Locale;
import java.util.Optional;

/** What the server adds to CRDs: completed names and the conditions of one that is served. */
final class Definitions {

  private Definitions() {}

  static Tree admitted(Tree crd, String now) {
    String kind = crd.textOr("", "spec", "names", "kind");
    Tree named = defaulted(crd, kind.toLowerCase(Locale.ROOT), "spec", "names", "singular");
    named = defaulted(named, kind + "List", "spec", "names", "listKind");
    if (named.at("spec", "conversion").isEmpty()) {
      named = named.with("None", "spec", "conversion", "strategy");
    }
    return named.with(status(named, now), "status");
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
