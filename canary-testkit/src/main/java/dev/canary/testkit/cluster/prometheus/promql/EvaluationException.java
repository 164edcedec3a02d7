package dev.canary.testkit.cluster.prometheus.promql;

/** A query is well formed but has no value on these samples; the message says why. */
public final class EvaluationException extends RuntimeException {

  EvaluationException(String problem) {
    super(problem);
  }
}
