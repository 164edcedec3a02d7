package dev.canary.testkit.cluster.api.store;

/** A watcher asked for changes that the bounded history no longer holds; it must list again. */
public final class VersionGoneException extends Exception {

  private final long oldest;

  VersionGoneException(long asked, long oldest) {
    super("version " + asked + " is older than " + oldest + ", the oldest still remembered");
    this.oldest = oldest;
  }

  /** Returns the oldest version from which a watch can still start. */
  public long oldest() {
    return oldest;
  }
}
