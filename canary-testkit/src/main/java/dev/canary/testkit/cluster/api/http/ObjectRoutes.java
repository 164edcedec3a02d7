package dev.canary.testkit.cluster.api.http;

import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.api.error.ApiException;
import dev.canary.testkit.cluster.api.error.Reason;
import dev.canary.testkit.cluster.api.patch.MergePatch;
import dev.canary.testkit.cluster.api.registry.Page;
import dev.canary.testkit.cluster.api.registry.Part;
import dev.canary.testkit.cluster.api.registry.Registry;
import dev.canary.testkit.cluster.api.registry.Target;
import dev.canary.testkit.cluster.api.resource.Catalog;
import dev.canary.testkit.cluster.api.resource.ResourceType;
import dev.canary.testkit.cluster.api.resource.ServedVersion;
import dev.canary.testkit.cluster.api.store.GroupResource;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Turns requests about objects into operations of the registry and their results into replies. */
final class ObjectRoutes {

  private static final Duration DEFAULT_WATCH = Duration.ofMinutes(30);

  private final Catalog catalog;
  private final Registry registry;
  private final Reviews reviews;

  ObjectRoutes(Catalog catalog, Registry registry, Reviews reviews) {
    this.catalog = catalog;
    this.registry = registry;
    this.reviews = reviews;
  }

  /** Returns the watch that the call asks for; empty if it asks for something else. */
  Optional<Watch> watch(Call call, ApiPath path) {
    boolean reads = call.method().equals("GET");
    if (!call.watch() || !reads || call.webSocket() || !path.subresource().isEmpty()) {
      return Optional.empty();
    }
    Target target = target(path);
    Query query = call.query();
    String version = query.text("resourceVersion");
    boolean initial = query.isTrue("sendInitialEvents");
    boolean present = initial || version.isEmpty() || version.equals("0");
    boolean bookmarks = query.isTrue("allowWatchBookmarks");
    long seconds = query.number("timeoutSeconds", DEFAULT_WATCH.toSeconds());
    return Optional.of(
        new Watch(
            target.named(""),
            present ? -1 : query.number("resourceVersion", 0),
            initial && bookmarks,
            bookmarks,
            Duration.ofSeconds(seconds),
            tree ->
                path.name().isEmpty() || path.name().equals(tree.textOr("", "metadata", "name")),
            UnaryOperator.identity()));
  }

  Reply reply(Call call, ApiPath path) {
    if (path.group().equals(Reviews.GROUP) && path.resource().equals(Reviews.RESOURCE)) {
      return Reply.json(201, reviews.review(call.tree()));
    }
    Target target = target(path);
    return switch (path.subresource()) {
      case "" -> path.name().isEmpty() ? collection(call, target) : object(call, target);
      case "status" -> status(call, target);
      case "scale" -> scale(call, target);
      default -> throw noSuchPath();
    };
  }

  private Reply collection(Call call, Target target) {
    return switch (call.method()) {
      case "GET" -> Reply.json(200, list(target));
      case "POST" -> Reply.json(201, registry.create(target, call.tree()));
      default -> throw notAllowed();
    };
  }

  private Reply object(Call call, Target target) {
    return switch (call.method()) {
      case "GET" -> Reply.json(200, registry.get(target));
      case "PUT" -> Reply.json(200, registry.update(target, Part.MAIN, call.tree()));
      case "PATCH" -> Reply.json(200, registry.patch(target, Part.MAIN, patch(call)));
      case "DELETE" -> Reply.json(200, deleted(target, registry.delete(target)));
      default -> throw notAllowed();
    };
  }

  private Reply status(Call call, Target target) {
    if (!target.version().status()) {
      throw noSuchPath();
    }
    return switch (call.method()) {
      case "GET" -> Reply.json(200, registry.get(target));
      case "PUT" -> Reply.json(200, registry.update(target, Part.STATUS, call.tree()));
      case "PATCH" -> Reply.json(200, registry.patch(target, Part.STATUS, patch(call)));
      default -> throw notAllowed();
    };
  }

  private Reply scale(Call call, Target target) {
    Scale scale = new Scale(target.version().scale().orElseThrow(ObjectRoutes::noSuchPath));
    return switch (call.method()) {
      case "GET" -> Reply.json(200, scale.of(registry.get(target)));
      case "PUT" -> {
        Tree wanted = call.tree();
        Tree after = registry.patch(target, Part.MAIN, object -> scale.applied(object, wanted));
        yield Reply.json(200, scale.of(after));
      }
      case "PATCH" -> {
        UnaryOperator<Tree> patch = patch(call);
        Tree after =
            registry.patch(
                target, Part.MAIN, object -> scale.applied(object, patch.apply(scale.of(object))));
        yield Reply.json(200, scale.of(after));
      }
      default -> throw notAllowed();
    };
  }

  private Tree list(Target target) {
    Page page = registry.list(target);
    return Tree.members()
        .put("kind", target.type().names().listKind())
        .put("apiVersion", target.apiVersion())
        .put(
            "metadata",
            Tree.members().put("resourceVersion", Long.toString(page.version())).build())
        .put("items", Tree.array(page.items()))
        .build();
  }

  private static Tree deleted(Target target, Tree last) {
    return last.text("metadata", "deletionTimestamp").isPresent()
        ? last
        : ApiException.success(
            target.type().id(), target.name(), last.textOr("", "metadata", "uid"));
  }

  private static UnaryOperator<Tree> patch(Call call) {
    Tree patch = call.tree();
    if (call.contentType().startsWith("application/merge-patch+json")) {
      return current -> MergePatch.apply(current, patch);
    }
    throw ApiException.of(
        Reason.UNSUPPORTED_MEDIA_TYPE,
        "patches of type \"" + call.contentType() + "\" are not supported");
  }

  private Target target(ApiPath path) {
    GroupResource id = new GroupResource(path.group(), path.resource());
    ResourceType type = catalog.find(id).orElseThrow(ObjectRoutes::noSuchPath);
    ServedVersion version = type.version(path.version()).orElseThrow(ObjectRoutes::noSuchPath);
    boolean missing = type.namespaced() && path.namespace().isEmpty() && !path.name().isEmpty();
    boolean surplus = !type.namespaced() && !path.namespace().isEmpty();
    if (missing || surplus) {
      throw noSuchPath();
    }
    return new Target(type, version, path.namespace(), path.name());
  }

  static ApiException noSuchPath() {
    return ApiException.of(Reason.NOT_FOUND, "the server could not find the requested resource");
  }

  private static ApiException notAllowed() {
    return ApiException.of(
        Reason.METHOD_NOT_ALLOWED,
        "the server does not allow this method on the requested resource");
  }
}
