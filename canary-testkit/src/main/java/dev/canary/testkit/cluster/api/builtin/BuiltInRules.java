package dev.canary.testkit.cluster.api.builtin;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.api.error.Cause;
import dev.canary.testkit.cluster.api.store.GroupResource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules on built-in kinds that manifests break in practice (source: {@code validation.go} of
 * {@code pkg/apis}); others are not checked.
 */
public final class BuiltInRules {

  private BuiltInRules() {}

  /**
   * Returns every rule that the object breaks.
   *
   * @param before the object as it was; absent at its creation
   */
  public static ImmutableList<Cause> problems(
      GroupResource resource, Tree object, @Nullable Tree before) {
    return switch (resource.toString()) {
      case "deployments.apps", "daemonsets.apps", "replicasets.apps" -> workload(object, before);
      case "pods" -> containers(object, "spec");
      case "services" -> service(object);
      case "horizontalpodautoscalers.autoscaling" -> autoscaler(object);
      case "customresourcedefinitions.apiextensions.k8s.io" -> Definitions.problems(object);
      default -> ImmutableList.of();
    };
  }

  private static ImmutableList<Cause> workload(Tree object, @Nullable Tree before) {
    ImmutableList.Builder<Cause> problems = ImmutableList.builder();
    Optional<Tree> selector = object.at("spec", "selector");
    if (selector.isEmpty()) {
      problems.add(Cause.required("spec.selector"));
    }
    ImmutableMap<String, String> labels = object.texts("spec", "template", "metadata", "labels");
    if (!labels
        .entrySet()
        .containsAll(object.texts("spec", "selector", "matchLabels").entrySet())) {
      problems.add(
          Cause.invalid(
              "spec.template.metadata.labels",
              Tree.texts(labels),
              "`selector` does not match template `labels`"));
    }
    if (before != null && !before.at("spec", "selector").equals(selector)) {
      problems.add(
          Cause.invalid("spec.selector", selector.orElse(Tree.Obj.EMPTY), "field is immutable"));
    }
    return problems.addAll(containers(object, "spec", "template", "spec")).build();
  }

  private static ImmutableList<Cause> containers(Tree object, String... specPath) {
    ImmutableList.Builder<Cause> problems = ImmutableList.builder();
    String path = String.join(".", specPath) + ".containers";
    ImmutableList<Tree> containers =
        object.at(specPath).map(spec -> spec.items("containers")).orElse(ImmutableList.of());
    if (containers.isEmpty()) {
      problems.add(Cause.required(path));
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < containers.size(); i++) {
      String name = containers.get(i).textOr("", "name");
      String at = path + "[" + i + "]";
      if (name.isEmpty()) {
        problems.add(Cause.required(at + ".name"));
      } else if (!names.add(name)) {
        problems.add(
            new Cause("FieldValueDuplicate", at + ".name", "Duplicate value: \"" + name + "\""));
      }
      if (containers.get(i).textOr("", "image").isEmpty()) {
        problems.add(Cause.required(at + ".image"));
      }
    }
    return problems.build();
  }

  private static ImmutableList<Cause> service(Tree service) {
    ImmutableList.Builder<Cause> problems = ImmutableList.builder();
    ImmutableList<Tree> ports = service.items("spec", "ports");
    boolean portless =
        service.textOr("", "spec", "clusterIP").equals("None")
            || service.textOr("", "spec", "type").equals("ExternalName");
    if (ports.isEmpty() && !portless) {
      problems.add(Cause.required("spec.ports"));
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < ports.size(); i++) {
      String name = ports.get(i).textOr("", "name");
      String at = "spec.ports[" + i + "]";
      if (name.isEmpty() && ports.size() > 1) {
        problems.add(Cause.required(at + ".name"));
      } else if (!names.add(name)) {
        problems.add(
            new Cause("FieldValueDuplicate", at + ".name", "Duplicate value: \"" + name + "\""));
      }
      long port = ports.get(i).wholeOr(0, "port");
      if (port < 1 || port > 65_535) {
        problems.add(Cause.invalid(at + ".port", port, "must be between 1 and 65535, inclusive"));
      }
    }
    return problems.build();
  }

  private static ImmutableList<Cause> autoscaler(Tree autoscaler) {
    long min = autoscaler.wholeOr(1, "spec", "minReplicas");
    long max = autoscaler.wholeOr(0, "spec", "maxReplicas");
    if (max < 1) {
      return ImmutableList.of(Cause.invalid("spec.maxReplicas", max, "must be greater than 0"));
    }
    return max >= min
        ? ImmutableList.of()
        : ImmutableList.of(
            Cause.invalid(
                "spec.maxReplicas", max, "must be greater than or equal to `minReplicas`"));
  }
}
