package dev.canary.testkit.cluster.kubelet;

import dev.canary.core.tree.Tree;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How many pods of the current and of older templates a Deployment should have next.
 *
 * <p>The steps are those of the deployment controller of Kubernetes: the new set grows as far as
 * {@code maxSurge} allows, old sets shrink as far as {@code maxUnavailable} allows, pods that are
 * not available first.
 *
 * @param desired {@code spec.replicas}
 * @param maxSurge pods above the desired number, absolute
 * @param maxUnavailable pods below the desired number, absolute
 * @param recreate whether old pods all go before the first new one comes
 */
record RollingUpdate(long desired, long maxSurge, long maxUnavailable, boolean recreate) {

  private static final String DEFAULT_SHARE = "25%";
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /**
   * The pods of one kind.
   *
   * @param replicas all that are not going away
   * @param available those of them that are ready
   */
  record Pods(long replicas, long available) {
    long unavailable() {
      return replicas - available;
    }
  }

  /** What to do: how many pods of each kind there should be. */
  record Wanted(long fresh, long old) {}

  /** Reads the strategy of a Deployment. */
  static RollingUpdate of(Tree deployment) {
    long desired = deployment.wholeOr(1, "spec", "replicas");
    long surge = absolute(deployment, "maxSurge", desired, RoundingMode.CEILING);
    long unavailable = absolute(deployment, "maxUnavailable", desired, RoundingMode.FLOOR);
    boolean recreate = deployment.textOr("", "spec", "strategy", "type").equals("Recreate");
    return new RollingUpdate(
        desired, surge, surge == 0 && unavailable == 0 ? 1 : unavailable, recreate);
  }

  private static long absolute(Tree deployment, String field, long desired, RoundingMode rounding) {
    String[] path = {"spec", "strategy", "rollingUpdate", field};
    if (deployment.whole(path).isPresent()) {
      return deployment.wholeOr(0, path);
    }
    String share = deployment.textOr(DEFAULT_SHARE, path);
    BigDecimal percent = new BigDecimal(share.replace("%", ""));
    return percent
        .multiply(BigDecimal.valueOf(desired))
        .divide(HUNDRED, rounding)
        .setScale(0, rounding)
        .longValueExact();
  }

  /** Returns the next step from what there is; the same as what there is when nothing is to do. */
  Wanted next(Pods fresh, Pods old) {
    if (recreate) {
      return old.replicas() > 0 ? new Wanted(fresh.replicas(), 0) : new Wanted(desired, 0);
    }
    long room = Math.max(0, desired + maxSurge - fresh.replicas() - old.replicas());
    long grown = Math.min(desired, fresh.replicas() + room);
    return new Wanted(grown, shrunk(fresh, old, grown));
  }

  private long shrunk(Pods fresh, Pods old, long grown) {
    long least = desired - maxUnavailable;
    long freshUnavailable = Math.max(0, grown - fresh.available());
    long allowed = grown + old.replicas() - least - freshUnavailable;
    if (allowed <= 0) {
      return old.replicas();
    }
    long unhealthy = Math.min(old.unavailable(), allowed);
    long spare = Math.max(0, Math.min(fresh.available(), grown) + old.available() - least);
    long healthy = Math.min(Math.min(spare, allowed - unhealthy), old.available());
    return old.replicas() - unhealthy - healthy;
  }
}
