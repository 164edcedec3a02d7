package dev.canary.operator.workload;

import com.google.common.collect.ImmutableMap;
import dev.canary.core.model.Canary;
import dev.canary.core.model.CanarySpec;
import dev.canary.core.model.ObjectRef;
import dev.canary.core.model.Part;
import dev.canary.core.model.Revision;
import dev.canary.core.model.WorkloadView;
import dev.canary.core.port.SpecError;
import dev.canary.core.port.Workloads;
import dev.canary.core.store.ObjectStore;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Workloads, services and autoscalers as objects of a cluster (workload chapter).
 *
 * <p>Scaling and promotion have what was seen as their precondition, namely uid and generation: a
 * status that moves with every pod does not get in the way, any change of a specification does. No
 * call keeps state between two calls; all are safe to repeat.
 */
public final class KubernetesWorkloads implements Workloads {

  private final ImmutableMap<String, WorkloadKind> kinds;
  private final ImmutableMap<String, Scaler> scalers;
  private final Services services;

  /**
   * Creates the adapter.
   *
   * @param store where objects live
   * @param settings how the installation wants its workloads treated
   * @param clock tells whether a progress deadline has passed
   */
  public KubernetesWorkloads(ObjectStore store, WorkloadSettings settings, InstantSource clock) {
    this(store, settings, TemplateHash.CURRENT, clock);
  }

  KubernetesWorkloads(
      ObjectStore store, WorkloadSettings settings, TemplateHash hash, InstantSource clock) {
    this.kinds = ImmutableMap.of("Deployment", new Deployments(store, settings, hash, clock));
    this.scalers = ImmutableMap.of("HorizontalPodAutoscaler", new PodAutoscalers(store));
    this.services = new Services(store);
  }

  @Override
  public WorkloadView observe(Canary canary, CanarySpec spec) {
    scaler(spec); // an unsupported one is told before anything is built on it
    return kind(spec).observe(canary, spec);
  }

  @Override
  public void ensure(Canary canary, CanarySpec spec, Part part) {
    switch (part) {
      case SERVICES -> {
        ensureService(canary, spec, ServiceRole.CANARY);
        ensureService(canary, spec, ServiceRole.PRIMARY);
      }
      case PRIMARY -> kind(spec).create(canary, spec);
      case SCALER -> scaler(spec).ifPresent(s -> s.kind().create(canary, spec, s.ref()));
      case APEX -> ensureService(canary, spec, ServiceRole.APEX);
      case FINALIZER, ROUTES, TARGET -> throw notOurs(part);
    }
  }

  private void ensureService(Canary canary, CanarySpec spec, ServiceRole role) {
    kind(spec).pods(canary, spec).ifPresent(pods -> services.ensure(canary, spec, role, pods));
  }

  @Override
  public void syncPrimary(Canary canary, CanarySpec spec, WorkloadView seen, Revision revision) {
    kind(spec).promote(canary, spec, seen, revision);
  }

  @Override
  public void scaleUp(Canary canary, CanarySpec spec, WorkloadView seen) {
    kind(spec).scaleUp(canary, spec, seen, floor(canary, spec));
  }

  @Override
  public void scaleToZero(Canary canary, CanarySpec spec, WorkloadView seen) {
    kind(spec).scaleToZero(canary, spec, seen);
  }

  @Override
  public void pauseScaler(Canary canary, CanarySpec spec) {
    scaler(spec).ifPresent(s -> s.kind().pause(canary, s.ref()));
  }

  @Override
  public void resumeScaler(Canary canary, CanarySpec spec) {
    scaler(spec).ifPresent(s -> s.kind().resume(canary, s.ref()));
  }

  @Override
  public void syncScaler(Canary canary, CanarySpec spec) {
    scaler(spec).ifPresent(s -> s.kind().sync(canary, spec, s.ref()));
  }

  @Override
  public void release(Canary canary, CanarySpec spec, Part part) {
    switch (part) {
      case TARGET -> kind(spec).revert(canary, spec, floor(canary, spec));
      case APEX -> releaseApex(canary, spec);
      case SERVICES, PRIMARY, SCALER -> {} // owned by the canary: the cluster collects them
      case FINALIZER, ROUTES -> throw notOurs(part);
    }
  }

  /** Gives the apex service back to a target that is still there. */
  private void releaseApex(Canary canary, CanarySpec spec) {
    WorkloadKind kind = kind(spec);
    if (kind.present(canary, spec)) {
      kind.pods(canary, spec).ifPresent(pods -> services.releaseApex(canary, spec, pods));
    }
  }

  private Optional<Long> floor(Canary canary, CanarySpec spec) {
    return scaler(spec).map(s -> s.kind().floor(canary, s.ref()));
  }

  private WorkloadKind kind(CanarySpec spec) {
    return supported(kinds, spec.target(), "targetRef");
  }

  private Optional<BoundScaler> scaler(CanarySpec spec) {
    return spec.scaler().map(ref -> new BoundScaler(supported(scalers, ref, "autoscalerRef"), ref));
  }

  private static <T> T supported(Map<String, T> known, ObjectRef ref, String field) {
    T found = known.get(ref.kind());
    if (found == null) {
      throw new SpecError(
          "%s.kind %s of %s is not supported; supported kinds: %s"
              .formatted(field, ref.kind(), ref.name(), String.join(", ", known.keySet())));
    }
    return found;
  }

  private static IllegalArgumentException notOurs(Part part) {
    return new IllegalArgumentException(part + " is no part of the workloads");
  }

  /**
   * A scaler of the target.
   *
   * @param kind how it is handled
   * @param ref which object
   */
  private record BoundScaler(Scaler kind, ObjectRef ref) {}
}
