package dev.canary.router.istio;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.canary.core.model.Position;
import dev.canary.core.model.RouteTarget;
import dev.canary.core.model.RouteView;
import dev.canary.core.store.ObjectKey;
import dev.canary.core.store.StoredObject;
import dev.canary.core.tree.Tree;
import java.util.Optional;

/** The objects of one target: what they are called, and what is to stand in them. Pure. */
final class IstioObjects {

  private final RouteTarget target;
  private final Layout layout;
  private final String version;

  IstioObjects(RouteTarget target, String version) {
    this.target = target;
    this.layout = new Layout(target);
    this.version = version;
  }

  /** Returns the key of the object that carries the position. */
  ObjectKey virtualService() {
    return key(Kind.VIRTUAL_SERVICE, target.apex());
  }

  /** Returns the keys of the DestinationRules in the order in which they are written. */
  ImmutableList<ObjectKey> destinationRules() {
    return ImmutableList.of(
        key(Kind.DESTINATION_RULE, target.canary()), key(Kind.DESTINATION_RULE, target.primary()));
  }

  /** Returns the VirtualService to create, or the live one with its drift corrected. */
  Tree wantedService(Optional<StoredObject> found) {
    return found
        .map(this::correctedService)
        .orElseGet(
            () ->
                created(
                    virtualService(),
                    VirtualServices.spec(layout, Traffic.PRIMARY),
                    Metadata.labels(target),
                    Metadata.annotations(target)));
  }

  private Tree correctedService(StoredObject live) {
    Tree spec = VirtualServices.corrected(layout, live.tree());
    Tree labelled = Metadata.withAll(spec, Metadata.LABELS, Metadata.labels(target));
    Tree corrected = Metadata.withAll(labelled, Metadata.ANNOTATIONS, Metadata.annotations(target));
    boolean routed = PositionReader.read(layout, live.tree()).isPresent();
    return new Takeover(target, Kind.VIRTUAL_SERVICE, live).remembering(corrected, routed);
  }

  /** Returns the DestinationRule to create, or the live one with its drift corrected. */
  Tree wantedRule(ObjectKey key, Optional<StoredObject> found) {
    Tree spec = DestinationRules.spec(target, key.name());
    return found
        .map(
            live ->
                new Takeover(target, Kind.DESTINATION_RULE, live)
                    .remembering(Kind.DESTINATION_RULE.corrected(live.tree(), spec), false))
        .orElseGet(() -> created(key, spec, ImmutableMap.of(), ImmutableMap.of()));
  }

  /** Returns the live VirtualService at a position, and fenced if that is asked for. */
  Tree moved(StoredObject live, Position wanted) {
    Tree moved = VirtualServices.moved(layout, live.tree(), Traffic.of(wanted));
    return target
        .fence()
        .map(token -> Metadata.annotated(moved, Metadata.FENCE, token))
        .orElse(moved);
  }

  /** Returns what the live VirtualService says, or empty if it holds no position. */
  Optional<RouteView> view(StoredObject live) {
    return PositionReader.read(layout, live.tree())
        .map(
            traffic ->
                new RouteView(
                    traffic.primaryWeight(),
                    traffic.canaryWeight(),
                    traffic.mirror(),
                    traffic.affinity(),
                    new RouteView.Acceptance.Unknown(),
                    ImmutableMap.of(live.key().toString(), live.version())));
  }

  private Tree created(
      ObjectKey key,
      Tree spec,
      ImmutableMap<String, String> labels,
      ImmutableMap<String, String> annotations) {
    Tree.Members metadata =
        Tree.members().put("name", key.name()).put("namespace", key.namespace());
    target.owner().ifPresent(owner -> metadata.put("ownerReferences", Tree.array(owner)));
    Tree object =
        Tree.members()
            .put("apiVersion", key.type().apiVersion())
            .put("kind", key.type().kind())
            .put("metadata", metadata.build())
            .put("spec", spec)
            .build();
    Tree described =
        Metadata.withAll(
            Metadata.withAll(object, Metadata.LABELS, labels), Metadata.ANNOTATIONS, annotations);
    return target.owner().isPresent()
        ? described
        : Metadata.annotated(described, Metadata.CREATED_FOR, Takeover.mark(target));
  }

  private ObjectKey key(Kind kind, String name) {
    return new ObjectKey(kind.type(version), target.key().namespace(), name);
  }
}
