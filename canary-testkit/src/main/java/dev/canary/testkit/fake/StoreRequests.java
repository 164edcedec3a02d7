package dev.canary.testkit.fake;

/**
 * Write requests that a store has answered or lost, refused ones included.
 *
 * @param creates number of creations
 * @param updates number of updates
 * @param deletes number of deletions
 */
public record StoreRequests(int creates, int updates, int deletes) {

  /** None. */
  public static final StoreRequests ZERO = new StoreRequests(0, 0, 0);

  /** Returns the number of requests of all kinds. */
  public int total() {
    return creates + updates + deletes;
  }

  /** Returns those made since an earlier count. */
  public StoreRequests since(StoreRequests earlier) {
    return new StoreRequests(
        creates - earlier.creates, updates - earlier.updates, deletes - earlier.deletes);
  }

  StoreRequests plus(String verb) {
    return switch (verb) {
      case "create" -> new StoreRequests(creates + 1, updates, deletes);
      case "update" -> new StoreRequests(creates, updates + 1, deletes);
      case "delete" -> new StoreRequests(creates, updates, deletes + 1);
      default -> throw new IllegalArgumentException("not a write: " + verb);
    };
  }
}
