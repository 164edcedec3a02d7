package dev.canary.testkit.cluster.api.builtin;

import static dev.canary.testkit.cluster.api.builtin.Fill.absent;
import static dev.canary.testkit.cluster.api.builtin.Fill.each;

import com.google.common.collect.ImmutableMap;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.api.store.GroupResource;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** Fills what kube-apiserver fills in objects of built-in kinds. */
public final class BuiltInDefaults {

  private final ServiceDefaults services = new ServiceDefaults();
  private final ImmutableMap<String, BinaryOperator<Tree>> byResource =
      ImmutableMap.<String, BinaryOperator<Tree>>builder()
          .put("namespaces", (object, before) -> Namespaces.filled(object))
          .put("pods", (object, before) -> WorkloadDefaults.pod(object))
          .put("services", services::filled)
          .put(
              "ingresses.networking.k8s.io",
              (object, before) -> absent(object, Tree.Obj.EMPTY, "status", "loadBalancer"))
          .put("secrets", (object, before) -> secret(object))
          .put("deployments.apps", (object, before) -> WorkloadDefaults.deployment(object))
          .put("daemonsets.apps", (object, before) -> WorkloadDefaults.daemonSet(object))
          .put("replicasets.apps", (object, before) -> WorkloadDefaults.replicaSet(object))
          .put(
              "horizontalpodautoscalers.autoscaling",
              (object, before) -> WorkloadDefaults.autoscaler(object))
          .put("rolebindings.rbac.authorization.k8s.io", (object, before) -> roleBinding(object))
          .put(
              "clusterrolebindings.rbac.authorization.k8s.io",
              (object, before) -> roleBinding(object))
          .buildOrThrow();

  /**
   * Returns the object with its defaults.
   *
   * @param before the object as it was; absent at its creation
   */
  public Tree filled(GroupResource resource, Tree object, @Nullable Tree before) {
    BinaryOperator<Tree> filler = byResource.get(resource.toString());
    Tree known = withoutNulls(object);
    return filler == null ? known : filler.apply(known, before == null ? Tree.Obj.EMPTY : before);
  }

  /** A typed server reads {@code null} as absent. */
  private static Tree withoutNulls(Tree tree) {
    return switch (tree) {
      case Tree.Obj(var members) -> {
        ImmutableMap.Builder<String, Tree> kept = ImmutableMap.builder();
        for (Map.Entry<String, Tree> member : members.entrySet()) {
          if (!(member.getValue() instanceof Tree.Null)) {
            kept.put(member.getKey(), withoutNulls(member.getValue()));
          }
        }
        yield new Tree.Obj(kept.buildOrThrow());
      }
      case Tree.Arr(var elements) ->
          Tree.array(elements.stream().map(BuiltInDefaults::withoutNulls).toList());
      default -> tree;
    };
  }

  private static Tree secret(Tree secret) {
    Tree filled = absent(secret, Tree.of("Opaque"), "type");
    for (Map.Entry<String, String> entry : filled.texts("stringData").entrySet()) {
      byte[] value = entry.getValue().getBytes(StandardCharsets.UTF_8);
      filled = filled.with(Base64.getEncoder().encodeToString(value), "data", entry.getKey());
    }
    return filled.without("stringData");
  }

  private static Tree roleBinding(Tree binding) {
    String group = "rbac.authorization.k8s.io";
    Tree filled = absent(binding, Tree.of(group), "roleRef", "apiGroup");
    return each(
        filled,
        subject ->
            subject.textOr("", "kind").equals("ServiceAccount")
                ? subject
                : absent(subject, Tree.of(group), "apiGroup"),
        "subjects");
  }
}
