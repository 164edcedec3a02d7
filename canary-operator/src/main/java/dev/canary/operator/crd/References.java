package dev.canary.operator.crd;

import com.google.common.collect.ImmutableSet;
import dev.canary.core.model.ObjectRef;
import java.util.Optional;

/** Reads references to other objects (resources chapter, sections 2.1, 2.3, 2.4 and 9.2). */
final class References {

  static final String SERVICE = "Service";

  private static final String KNATIVE_API = "serving.knative.dev/v1";
  private static final String KNATIVE = "knative";
  private static final ImmutableSet<String> TARGETS =
      ImmutableSet.of("Deployment", "DaemonSet", SERVICE);
  private static final ImmutableSet<String> SCALERS =
      ImmutableSet.of("HorizontalPodAutoscaler", "ScaledObject");
  private static final ImmutableSet<String> INGRESSES = ImmutableSet.of("Ingress");
  private static final ImmutableSet<String> ROUTES = ImmutableSet.of("ApisixRoute");
  private static final ImmutableSet<String> UPSTREAMS = ImmutableSet.of("Upstream");

  private References() {}

  /** Returns the target; with empty texts where there are problems. */
  static ObjectRef target(Fields spec, String provider) {
    Optional<ObjectRef> target = reference(spec, "targetRef", TARGETS);
    if (target.isEmpty()) {
      spec.problem("targetRef", SpecTexts.missing("the workload to roll out"));
    }
    ObjectRef ref = target.orElse(new ObjectRef("", "", ""));
    if (ref.kind().equals(SERVICE) && ref.apiVersion().equals(KNATIVE_API)) {
      spec.problem("targetRef", SpecTexts.KNATIVE_TARGET);
    } else if (provider.equals(KNATIVE)) {
      spec.problem("targetRef", SpecTexts.notKnative(ref.apiVersion(), ref.kind()));
    }
    return ref;
  }

  /** Returns the target's scaler, if any. */
  static Optional<ObjectRef> scaler(Fields spec) {
    Optional<ObjectRef> scaler = reference(spec, "autoscalerRef", SCALERS);
    Fields section = spec.child("autoscalerRef");
    section.texts("primaryScalerQueries");
    Fields replicas = section.child("primaryScalerReplicas");
    Optional<Integer> min = replicas.within("minReplicas", 1, Integer.MAX_VALUE);
    Optional<Integer> max = replicas.within("maxReplicas", 1, Integer.MAX_VALUE);
    if (min.isPresent() && max.isPresent() && min.get() > max.get()) {
      section.problem("primaryScalerReplicas", SpecTexts.replicas(min.get(), max.get()));
    }
    return scaler;
  }

  /** Checks the references that only routers follow. */
  static void others(Fields spec) {
    reference(spec, "ingressRef", INGRESSES);
    reference(spec, "routeRef", ROUTES);
    reference(spec, "upstreamRef", UPSTREAMS);
  }

  /** Checks that no reference leaves the namespace. */
  static void keepWithin(String namespace, Fields spec) {
    within(namespace, spec.child("upstreamRef"), "gloo upstream");
    Fields analysis = spec.child("analysis");
    for (Fields metric : analysis.objects("metrics")) {
      within(namespace, metric.child("templateRef"), "metric template");
    }
    for (Fields alert : analysis.objects("alerts")) {
      within(namespace, alert.child("providerRef"), "alert provider");
    }
  }

  private static void within(String namespace, Fields ref, String what) {
    ref.text("namespace")
        .filter(other -> !other.equals(namespace))
        .ifPresent(
            other ->
                ref.problem(
                    "namespace", SpecTexts.foreign(what, ref.text("name").orElse(""), other)));
  }

  private static Optional<ObjectRef> reference(
      Fields parent, String name, ImmutableSet<String> kinds) {
    if (!parent.has(name)) {
      return Optional.empty();
    }
    Fields ref = parent.child(name);
    String apiVersion = ref.text("apiVersion").orElse("");
    ref.required("kind", SpecTexts.oneOf(kinds));
    String kind = ref.oneOf("kind", kinds).orElse("");
    String object = ref.required("name", "the object's name").orElse("");
    return Optional.of(new ObjectRef(apiVersion, kind, object));
  }
}
