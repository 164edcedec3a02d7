package dev.canary.router.istio;

import dev.canary.core.model.AffinitySpec;
import dev.canary.core.model.CanaryKey;
import dev.canary.core.model.RouteTarget;
import dev.canary.core.store.ObjectKey;
import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;
import java.util.Optional;

/** Targets for tests: the canary {@code shop} in {@code web}, changed field by field. */
record Shop(RouteTarget target) {

  static final Tree OWNER =
      Json.read(
          """
          {"apiVersion": "flagger.app/v1beta1", "kind": "Canary", "name": "shop",
           "uid": "11111111-2222-4333-8444-555555555555",
           "controller": true, "blockOwnerDeletion": true}""");

  static final ObjectKey SERVICE = key(Kind.VIRTUAL_SERVICE, "shop");
  static final ObjectKey CANARY_RULE = key(Kind.DESTINATION_RULE, "shop-canary");
  static final ObjectKey PRIMARY_RULE = key(Kind.DESTINATION_RULE, "shop-primary");

  static Shop shop() {
    return new Shop(
        new RouteTarget(
            new CanaryKey("web", "shop"),
            Optional.of(OWNER),
            false,
            "shop",
            "shop-primary",
            "shop-canary",
            Json.read("{\"name\": \"shop\", \"port\": 8080}"),
            Tree.Arr.EMPTY,
            0,
            Optional.empty(),
            Tree.Obj.EMPTY,
            Tree.Obj.EMPTY,
            Optional.empty()));
  }

  static ObjectKey key(Kind kind, String name) {
    return new ObjectKey(kind.type(IstioRouter.V1BETA1), "web", name);
  }

  Shop service(String field, String json) {
    return with(
        target.owner(),
        false,
        target.service().with(Json.read(json), field),
        target.match(),
        target.mirrorWeight(),
        target.affinity(),
        target.metadata());
  }

  Shop audience(String json) {
    return with(
        target.owner(),
        false,
        target.service(),
        Json.read(json),
        target.mirrorWeight(),
        target.affinity(),
        target.metadata());
  }

  Shop mirrorWeight(int percent) {
    return with(
        target.owner(),
        false,
        target.service(),
        target.match(),
        percent,
        target.affinity(),
        target.metadata());
  }

  Shop affinity(AffinitySpec affinity) {
    return with(
        target.owner(),
        false,
        target.service(),
        target.match(),
        target.mirrorWeight(),
        Optional.of(affinity),
        target.metadata());
  }

  Shop metadata(String json) {
    return with(
        target.owner(),
        false,
        target.service(),
        target.match(),
        target.mirrorWeight(),
        target.affinity(),
        Json.read(json));
  }

  Shop withoutOwner() {
    return with(
        Optional.empty(),
        false,
        target.service(),
        target.match(),
        target.mirrorWeight(),
        target.affinity(),
        target.metadata());
  }

  Shop deleting() {
    return with(
        target.owner(),
        true,
        target.service(),
        target.match(),
        target.mirrorWeight(),
        target.affinity(),
        target.metadata());
  }

  private Shop with(
      Optional<Tree> owner,
      boolean deleting,
      Tree service,
      Tree match,
      int mirrorWeight,
      Optional<AffinitySpec> affinity,
      Tree metadata) {
    return new Shop(
        new RouteTarget(
            target.key(),
            owner,
            deleting,
            target.apex(),
            target.primary(),
            target.canary(),
            service,
            match,
            mirrorWeight,
            affinity,
            metadata,
            target.spec(),
            Optional.empty()));
  }
}
