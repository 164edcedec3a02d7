package dev.canary.router.istio;

import dev.canary.core.model.RouteTarget;
import dev.canary.core.store.ObjectKey;
import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;
import java.util.Optional;

/** Targets for tests: the canary {@code shop} in {@code web}, changed field by field. */
record Shop(Tree manifest, boolean owned, boolean deleting) {

  static final ObjectKey SERVICE = key(Kind.VIRTUAL_SERVICE, "shop");
  static final ObjectKey CANARY_RULE = key(Kind.DESTINATION_RULE, "shop-canary");
  static final ObjectKey PRIMARY_RULE = key(Kind.DESTINATION_RULE, "shop-primary");

  static final String TWO_COOKIES =
      """
      {"cookieName": "ck", "primaryCookieName": "pk", "maxAge": 600,
       "domain": "shop.example", "path": "/", "sameSite": "Lax",
       "secure": true, "partitioned": true, "httpOnly": true}""";

  static Shop shop() {
    return new Shop(
        Json.read(
            """
            {"metadata": {"name": "shop", "namespace": "web",
                          "uid": "11111111-2222-4333-8444-555555555555"},
             "spec": {"targetRef": {"name": "shop"},
                      "service": {"port": 8080},
                      "analysis": {"interval": "1m"}}}"""),
        true,
        false);
  }

  static ObjectKey key(Kind kind, String name) {
    return new ObjectKey(kind.type(IstioRouter.V1BETA1), "web", name);
  }

  Shop service(String field, String json) {
    return new Shop(manifest.with(Json.read(json), "spec", "service", field), owned, deleting);
  }

  Shop analysis(String field, String json) {
    return new Shop(manifest.with(Json.read(json), "spec", "analysis", field), owned, deleting);
  }

  Shop sticky() {
    return analysis("sessionAffinity", TWO_COOKIES);
  }

  Shop withoutOwner() {
    return new Shop(manifest, false, deleting);
  }

  Shop beingDeleted() {
    return new Shop(manifest, owned, true);
  }

  Tree owner() {
    return target().owner().orElseThrow();
  }

  RouteTarget target() {
    RouteTarget target = Manifests.target(manifest);
    return new RouteTarget(
        target.key(),
        owned ? target.owner() : Optional.empty(),
        deleting,
        target.apex(),
        target.primary(),
        target.canary(),
        target.service(),
        target.match(),
        target.mirrorWeight(),
        target.affinity(),
        target.metadata(),
        target.spec(),
        target.fence());
  }
}
