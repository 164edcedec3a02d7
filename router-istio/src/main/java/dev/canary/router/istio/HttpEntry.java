package dev.canary.router.istio;

import com.google.common.collect.ImmutableList;
import dev.canary.core.model.Mirror;
import dev.canary.core.tree.Tree;
import dev.canary.core.tree.Tree.Arr;

/** Builds one entry of {@code spec.http} (router chapter, section 2.3). */
final class HttpEntry {

  private final Layout layout;
  private final Tree.Members entry = Tree.members();

  /** Starts an entry with the conditions and with what the service gives every entry. */
  HttpEntry(Layout layout, ImmutableList<Tree> match) {
    this.layout = layout;
    Tree service = layout.target().service();
    if (!match.isEmpty()) {
      entry.put("match", Trees.sorted(Tree.array(match)));
    }
    Tree.Members rewrite = Tree.members();
    rewrite.putIfPresent("uri", Trees.given(service, "rewrite", "uri"));
    rewrite.putIfPresent("authority", Trees.given(service, "rewrite", "authority"));
    entry.putIfPresent("rewrite", Trees.given(rewrite.build()));
    entry.putIfPresent("timeout", Trees.given(service, "timeout"));
    service.at("retries").filter(Tree.Obj.class::isInstance).ifPresent(this::retries);
    entry.putIfPresent("corsPolicy", Trees.given(service, "corsPolicy"));
    entry.putIfPresent("headers", Trees.given(service, "headers"));
  }

  private void retries(Tree retries) {
    entry.put(
        "retries",
        Tree.members()
            .put("attempts", retries.wholeOr(0, "attempts"))
            .putIfPresent("perTryTimeout", Trees.given(retries, "perTryTimeout"))
            .putIfPresent("retryOn", Trees.given(retries, "retryOn"))
            .build());
  }

  /**
   * Adds mirroring. The percentage is written when the user gave one, or when it is not 100:
   * Istio's default.
   */
  HttpEntry mirror(Mirror mirror, Dialect dialect) {
    if (mirror.on()) {
      String canary = layout.target().canary();
      entry.put(
          "mirror",
          switch (dialect) {
            case CURRENT -> layout.host(canary);
            case FLAGGER -> Tree.members().put("host", canary).build();
          });
      if (layout.target().mirrorWeight() > 0 || mirror.percent() != 100) {
        entry.put("mirrorPercentage", Tree.members().put("value", mirror.percent()).build());
      }
    }
    return this;
  }

  /** Returns the entry with its destinations. */
  Tree route(Arr destinations) {
    return entry.put("route", destinations).build();
  }

  /** Returns a finished entry whose responses set the cookie; other headers stay. */
  static Tree settingCookie(Tree entry, String setCookie) {
    return Trees.set(entry, Tree.of(setCookie), "headers", "response", "add", "Set-Cookie");
  }
}
