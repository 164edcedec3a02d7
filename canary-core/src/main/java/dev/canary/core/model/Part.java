package dev.canary.core.model;

/** What is established for a canary and released with it, piece by piece. */
public enum Part {
  /** Our finalizer on the canary, kept while the original is to be restored on deletion. */
  FINALIZER,
  /** The services of canary and primary. */
  SERVICES,
  /** The primary workload with its copies of tracked configs. */
  PRIMARY,
  /** The primary's autoscaler. */
  SCALER,
  /** The stable service, selecting the primary. */
  APEX,
  /** The routing objects. */
  ROUTES,
  /** The target's own scale. */
  TARGET
}
