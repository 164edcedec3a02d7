package dev.canary.testkit.cluster.api.http;

import com.google.common.collect.ImmutableList;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.api.error.ApiException;
import dev.canary.testkit.cluster.api.error.Cause;
import dev.canary.testkit.cluster.api.error.Reason;
import dev.canary.testkit.cluster.api.registry.Page;
import dev.canary.testkit.cluster.api.registry.Part;
import dev.canary.testkit.cluster.api.registry.Registry;
import dev.canary.testkit.cluster.api.registry.Target;
import dev.canary.testkit.cluster.api.registry.WriteOptions;
import dev.canary.testkit.cluster.api.registry.Written;
import dev.canary.testkit.cluster.api.resource.Catalog;
import dev.canary.testkit.cluster.api.resource.ResourceType;
import dev.canary.testkit.cluster.api.resource.ServedVersion;
import dev.canary.testkit.cluster.api.select.Selection;
import dev.canary.testkit.cluster.api.store.GroupResource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Turns requests about objects into operations of the registry and their results into replies. */
final class ObjectRoutes {

  private static final Duration DEFAULT_WATCH = Duration.ofMinutes(30);

  private final Catalog catalog;
  private final Registry registry;
  private final InstantSource clock;

  ObjectRoutes(Catalog catalog, Registry registry, InstantSource clock) {
    this.catalog = catalog;
    this.registry = registry;
    this.clock = clock;
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
    Selection selection = Options.selection(query, target);
    String name = path.name();
    return Optional.of(
        new Watch(
            target.named(""),
            present ? -1 : query.number("resourceVersion", 0),
            initial && bookmarks,
            bookmarks,
            Duration.ofSeconds(query.number("timeoutSeconds", DEFAULT_WATCH.toSeconds())),
            tree ->
                (name.isEmpty() || name.equals(tree.textOr("", "metadata", "name")))
                    && selection.test(tree),
            View.of(call, target, clock)::one));
  }

  Reply reply(Call call, ApiPath path) {
    Target target = target(path);
    Warnings warnings = new Warnings();
    WriteOptions options = Options.write(call.query(), warnings);
    View view = View.of(call, target, clock);
    Reply reply =
        switch (path.subresource()) {
          case "" ->
              path.name().isEmpty()
                  ? collection(call, target, view, options)
                  : object(call, target, view, options);
          case "status" -> status(call, target, view, options);
          case "scale" -> scale(call, target, options);
          default -> throw noSuchPath();
        };
    return warnings.on(reply);
  }

  private Reply collection(Call call, Target target, View view, WriteOptions options) {
    return switch (call.method()) {
      case "GET", "HEAD" ->
          Reply.json(200, view.list(registry.list(target, Options.list(call.query(), target))));
      case "POST" -> Reply.json(201, view.one(registry.create(target, call.tree(), options)));
      case "DELETE" -> {
        ImmutableList<Tree> deleted =
            registry.deleteAll(target, Options.list(call.query(), target), Options.delete(call));
        yield Reply.json(200, view.list(new Page(0, deleted, "", 0)));
      }
      default -> throw notAllowed();
    };
  }

  private Reply object(Call call, Target target, View view, WriteOptions options) {
    return switch (call.method()) {
      case "GET", "HEAD" -> Reply.json(200, view.one(registry.get(target)));
      case "PUT" -> written(view, registry.update(target, Part.MAIN, call.tree(), options));
      case "PATCH" -> written(view, patched(call, target, Part.MAIN, options));
      case "DELETE" -> {
        Tree last = registry.delete(target, Options.delete(call));
        yield Reply.json(200, deleted(target, view, last));
      }
      default -> throw notAllowed();
    };
  }

  private Reply status(Call call, Target target, View view, WriteOptions options) {
    if (!target.version().status()) {
      throw noSuchPath();
    }
    return switch (call.method()) {
      case "GET", "HEAD" -> Reply.json(200, view.one(registry.get(target)));
      case "PUT" -> written(view, registry.update(target, Part.STATUS, call.tree(), options));
      case "PATCH" -> written(view, patched(call, target, Part.STATUS, options));
      default -> throw notAllowed();
    };
  }

  private Reply scale(Call call, Target target, WriteOptions options) {
    Scale scale = new Scale(target.version().scale().orElseThrow(ObjectRoutes::noSuchPath));
    UnaryOperator<Tree> change =
        switch (call.method()) {
          case "GET", "HEAD" -> UnaryOperator.identity();
          case "PUT" -> {
            Tree wanted = call.tree();
            yield object -> scale.applied(object, wanted);
          }
          case "PATCH" -> {
            UnaryOperator<Tree> patch = Patches.read(call, false);
            yield object -> scale.applied(object, patch.apply(scale.of(object)));
          }
          default -> throw notAllowed();
        };
    boolean reads = call.method().equals("GET") || call.method().equals("HEAD");
    Tree object = reads ? registry.get(target) : registry.patch(target, Part.MAIN, change, options);
    return Reply.json(200, scale.of(object));
  }

  private Written patched(Call call, Target target, Part part, WriteOptions options) {
    UnaryOperator<Tree> patch = Patches.read(call, target.type().custom());
    if (!Patches.type(call).equals(Patches.APPLY)) {
      return new Written(registry.patch(target, part, patch, options), false);
    }
    if (call.query().text("fieldManager").isEmpty()) {
      throw ApiException.invalid(
          "meta.k8s.io",
          "PatchOptions",
          "",
          ImmutableList.of(
              new Cause(
                  "FieldValueRequired",
                  "fieldManager",
                  "Required value: is required for apply patch")));
    }
    return registry.apply(target, part, patch, options);
  }

  private static Reply written(View view, Written written) {
    return Reply.json(written.created() ? 201 : 200, view.one(written.object()));
  }

  private static Tree deleted(Target target, View view, Tree last) {
    return last.text("metadata", "deletionTimestamp").isPresent()
        ? view.one(last)
        : ApiException.success(
            target.type().id(), target.name(), last.textOr("", "metadata", "uid"));
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

  static ApiException notAllowed() {
    return ApiException.of(
        Reason.METHOD_NOT_ALLOWED,
        "the server does not allow this method on the requested resource");
  }
}
