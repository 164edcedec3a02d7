package dev.canary.testkit.contract;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.canary.core.model.Affinity;
import dev.canary.core.model.RouteTarget;
import dev.canary.core.model.RouteView;
import dev.canary.core.plugin.RouterContext;
import dev.canary.core.port.Router;
import dev.canary.core.store.ObjectKey;
import dev.canary.core.store.StoredObject;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.fake.Admission;
import dev.canary.testkit.fake.Faults;
import dev.canary.testkit.fake.InMemoryObjectStore;
import dev.canary.testkit.fake.Interceptor;
import dev.canary.testkit.fake.StoreChange;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One cluster, and routers on it; every check starts with a new one. */
final class RouterBench {

  /** Server-set parts, which say nothing about a route. */
  private static final ImmutableList<String> SERVER_SET =
      ImmutableList.of("uid", "creationTimestamp", "generation", "managedFields");

  final RouterSubject subject;
  final Faults faults = new Faults();
  final InMemoryObjectStore store;
  private Runnable race = () -> {};

  RouterBench(RouterSubject subject) {
    this(subject, subject.server());
  }

  RouterBench(RouterSubject subject, Admission server) {
    this.subject = subject;
    this.store = new InMemoryObjectStore(clock(), server, faults.and(new Race()));
  }

  /** Returns a new router without any memory. */
  Router fresh() {
    RouterContext context =
        new RouterContext(
            store,
            store,
            request -> {
              throw new AssertionError("no HTTP in this contract, but " + request.uri());
            },
            subject.settings(),
            clock());
    return subject.plugin().create(context, subject.provider());
  }

  /** Puts the user's objects in place. */
  RouterBench with(RouteTarget target) {
    subject.references(target).forEach(store::seed);
    return this;
  }

  /** Reconciles on nothing. */
  RouteView established(RouteTarget target) {
    return with(target).fresh().reconcile(target);
  }

  /** Reconciles on nothing and writes the position. */
  RouteView at(RouteCase wanted) {
    RouteView seen = established(wanted.target());
    return fresh().write(wanted.target(), seen, wanted.position());
  }

  /** Runs an action just before each write that reaches the store, until the next call of this. */
  void beforeEachWrite(Runnable action) {
    race = action;
  }

  /** Runs an action just before the next write that reaches the store. */
  void beforeNextWrite(Runnable action) {
    race =
        () -> {
          race = () -> {};
          action.run();
        };
  }

  /** Returns the content of all objects that are not the user's, server-set parts left out. */
  ImmutableMap<ObjectKey, Tree> own(RouteTarget target) {
    ImmutableMap<ObjectKey, Tree> references = subject.references(target);
    return ImmutableMap.copyOf(Maps.filterKeys(contents(), key -> !references.containsKey(key)));
  }

  /** Returns the content of all objects, server-set parts left out. */
  ImmutableMap<ObjectKey, Tree> contents() {
    return store.objects().values().stream()
        .collect(toImmutableMap(StoredObject::key, object -> content(object.tree())));
  }

  static Tree content(Tree tree) {
    Tree content = tree;
    for (String field : SERVER_SET) {
      content = content.without("metadata", field);
    }
    return content;
  }

  /** Makes the edit. */
  void edit(ObjectEdit edit) {
    store.edit(edit.key(), edit.change());
  }

  /** Returns the newest revision of the cluster. */
  long revision() {
    ImmutableList<StoreChange> history = store.history();
    return history.isEmpty() ? 0 : history.getLast().revision();
  }

  /** Returns every state of the cluster from the one at a revision on, oldest first. */
  ImmutableList<ImmutableMap<ObjectKey, Tree>> statesSince(long revision) {
    Map<ObjectKey, Tree> state = new HashMap<>();
    ImmutableList.Builder<ImmutableMap<ObjectKey, Tree>> states = ImmutableList.builder();
    for (StoreChange change : store.history()) {
      change
          .object()
          .ifPresentOrElse(
              object -> state.put(change.key(), object.tree()), () -> state.remove(change.key()));
      if (change.revision() >= revision) {
        states.add(ImmutableMap.copyOf(state));
      }
    }
    return states.build();
  }

  /** Sends a request through the objects as they are now. */
  RouteAnswer ask(RouteRequest request) {
    return subject.evaluator().evaluate(trees(), request);
  }

  /** Returns the share of the canary for each sample request, by the objects given. */
  ImmutableMap<RouteRequest, Double> canaryShares(
      RouteTarget target, ImmutableMap<ObjectKey, Tree> objects) {
    return samples(target)
        .collect(
            toImmutableMap(
                request -> request,
                request -> subject.evaluator().evaluate(objects, request).share(target.canary())));
  }

  /** Returns the stored objects as they are now. */
  ImmutableMap<ObjectKey, Tree> trees() {
    return ImmutableMap.copyOf(Maps.transformValues(store.objects(), StoredObject::tree));
  }

  private Stream<RouteRequest> samples(RouteTarget target) {
    RouteRequest plain = subject.request(target);
    Affinity running = RouteCase.cookies(subject, "QwErTyUiOp");
    return Stream.concat(
        Stream.of(plain, plain.header("x-canary", "insider"), plain.header("x-canary", "other")),
        Stream.of(running.current(), running.previous(), running.primary())
            .flatMap(Optional::stream)
            .map(plain::cookies));
  }

  private static InstantSource clock() {
    return InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));
  }

  private final class Race implements Interceptor {
    @Override
    public void before(String port, String call) {
      if (Faults.WRITES.test(call)) {
        race.run();
      }
    }
  }
}
