package dev.canary.testkit.cluster.api;

import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.api.http.Handler;
import dev.canary.testkit.cluster.api.http.Listener;
import dev.canary.testkit.cluster.api.http.Routes;
import dev.canary.testkit.cluster.api.registry.Registry;
import dev.canary.testkit.cluster.api.resource.BuiltIns;
import dev.canary.testkit.cluster.api.resource.Catalog;
import dev.canary.testkit.cluster.api.store.VersionedStore;
import dev.canary.testkit.cluster.api.traffic.AccessRules;
import dev.canary.testkit.cluster.api.traffic.Faults;
import dev.canary.testkit.cluster.api.traffic.RequestLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A Kubernetes API server on a loopback port of this process, without authentication.
 *
 * <p>It starts with the namespaces {@code default}, {@code kube-system} and {@code kube-public}.
 * Everything is in memory and gone when it is closed. All methods may be called by any thread.
 */
public final class ApiServer implements AutoCloseable {

  private static final List<String> NAMESPACES = List.of("default", "kube-system", "kube-public");

  private final VersionedStore store;
  private final ClusterObjects objects;
  private final Faults faults = new Faults();
  private final RequestLog requests = new RequestLog();
  private final AccessRules access = new AccessRules();
  private final Routes routes;
  private final Handler handler;
  private final ReentrantLock lifecycle = new ReentrantLock();
  private final URI url;
  private @Nullable Listener listener;

  private ApiServer(ApiServerConfig config) throws IOException {
    Catalog catalog = new Catalog(BuiltIns.all());
    store = new VersionedStore(config.history());
    Registry registry = new Registry(store, catalog, config.clock());
    objects = new ClusterObjects(store, catalog, registry);
    routes = new Routes(store, catalog, registry, access, config.clock());
    handler = new Handler(requests, faults, access, routes);
    NAMESPACES.forEach(this::createNamespace);
    Listener first = Listener.open(config.port(), handler);
    listener = first;
    url = first.url();
  }

  /**
   * Starts a server.
   *
   * @throws UncheckedIOException if the port is taken
   */
  public static ApiServer start(ApiServerConfig config) {
    try {
      return new ApiServer(config);
    } catch (IOException taken) {
      throw new UncheckedIOException(
          "cannot listen on 127.0.0.1:" + config.port() + "; choose another port, or 0", taken);
    }
  }

  /** Returns where clients reach it; the same after {@link #comeUp}. */
  public URI url() {
    return url;
  }

  /** Returns the objects, without HTTP. */
  public ClusterObjects objects() {
    return objects;
  }

  /** Returns the faults, to script them. */
  public Faults faults() {
    return faults;
  }

  /** Returns the requests counted. */
  public RequestLog requests() {
    return requests;
  }

  /** Returns the rules that deny access, none at first. */
  public AccessRules access() {
    return access;
  }

  /** Ends all watches, as an API server does when it restarts. */
  public void endWatches() {
    routes.endWatches();
  }

  /** Forgets all changes: a watch from an earlier version is told 410 and must list again. */
  public void forgetHistory() {
    store.forgetHistory();
  }

  /** Refuses connections and cuts the open ones; objects stay. Again changes nothing. */
  public void goDown() {
    lifecycle.lock();
    try {
      if (listener != null) {
        routes.endWatches();
        listener.close();
        listener = null;
      }
    } finally {
      lifecycle.unlock();
    }
  }

  /**
   * Accepts connections again, on the same port. Again changes nothing.
   *
   * @throws UncheckedIOException if somebody has taken the port meanwhile
   */
  public void comeUp() {
    lifecycle.lock();
    try {
      if (listener == null) {
        listener = Listener.open(url.getPort(), handler);
      }
    } catch (IOException taken) {
      throw new UncheckedIOException("port " + url.getPort() + " is no longer free", taken);
    } finally {
      lifecycle.unlock();
    }
  }

  /** Stops for good. Again changes nothing. */
  @Override
  public void close() {
    faults.clear();
    goDown();
  }

  private void createNamespace(String name) {
    objects.create(
        Tree.members()
            .put("apiVersion", "v1")
            .put("kind", "Namespace")
            .put("metadata", Tree.members().put("name", name).build())
            .build());
  }
}
