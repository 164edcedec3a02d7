package dev.canary.testkit.cluster.api.registry;

import com.google.common.collect.ImmutableList;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.api.error.ApiException;
import dev.canary.testkit.cluster.api.error.Reason;
import dev.canary.testkit.cluster.api.store.Listing;
import dev.canary.testkit.cluster.api.store.ObjectId;
import dev.canary.testkit.cluster.api.store.Stored;
import dev.canary.testkit.cluster.api.store.VersionedStore;
import org.jspecify.annotations.Nullable;

/**
 * Lists in parts.
 *
 * <p>Later parts carry the version of the first, as from kube-apiserver, but show objects as they
 * are now; a watch from that version repeats the changes, so a client that lists and watches ends
 * with the same objects.
 */
final class Lists {

  private final VersionedStore store;

  Lists(VersionedStore store) {
    this.store = store;
  }

  Page page(Target target, ListOptions options) {
    Listing listing = store.list(target.type().storage(), target.namespace());
    if (options.next().isEmpty()) {
      return cut(target, options, listing, null);
    }
    ContinueToken token = ContinueToken.decode(options.next());
    if (token.version() < store.oldestVersion(target.type().storage())) {
      throw ApiException.of(
          Reason.EXPIRED,
          "The provided continue parameter is too old to display a consistent list result. You"
              + " must start a new list without the continue parameter.");
    }
    return cut(target, options, listing, token);
  }

  private static Page cut(
      Target target, ListOptions options, Listing listing, @Nullable ContinueToken token) {
    long version = token == null ? listing.version() : token.version();
    ImmutableList.Builder<Tree> items = ImmutableList.builder();
    ImmutableList<Stored> objects = listing.objects();
    long taken = 0;
    for (int i = token == null ? 0 : start(target, objects, token); i < objects.size(); i++) {
      Stored stored = objects.get(i);
      if (options.selection().test(stored.tree())) {
        items.add(Registry.outgoing(target, stored.tree()));
        taken++;
      }
      boolean more = i + 1 < objects.size();
      if (taken == options.limit() && taken > 0 && more) {
        ObjectId last = stored.id();
        String next = new ContinueToken(version, last.namespace(), last.name()).encoded();
        int remaining = options.selection().everything() ? objects.size() - i - 1 : 0;
        return new Page(version, items.build(), next, remaining);
      }
    }
    return new Page(version, items.build(), "", 0);
  }

  /** Returns the index of the first object after the token's. */
  private static int start(Target target, ImmutableList<Stored> objects, ContinueToken token) {
    ObjectId last = new ObjectId(target.type().storage(), token.namespace(), token.name());
    int low = 0;
    int high = objects.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (objects.get(middle).id().compareTo(last) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
