package dev.canary.testkit.cluster.prometheus.http;

import com.google.common.collect.ImmutableList;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.prometheus.promql.EvaluationException;
import dev.canary.testkit.cluster.prometheus.promql.Evaluator;
import dev.canary.testkit.cluster.prometheus.promql.Expr;
import dev.canary.testkit.cluster.prometheus.promql.PromQl;
import dev.canary.testkit.cluster.prometheus.promql.PromQlException;
import dev.canary.testkit.cluster.prometheus.promql.Value;
import dev.canary.testkit.cluster.prometheus.promql.ValueType;
import dev.canary.testkit.cluster.prometheus.store.SampleStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Answers queries; each method returns the {@code data} of a success. */
final class QueryApi {
  /** Prometheus's own limit. */
  private static final long MAX_POINTS = 11_000;

  private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(2);

  private final SampleStore store;
  private final InstantSource clock;

  QueryApi(SampleStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Answers at one instant: {@code time}, or now. */
  Tree instant(Parameters parameters) {
    Instant time = parameters.time("time").orElseGet(clock::instant);
    timeout(parameters);
    Value value = evaluate(expression(parameters), time);
    return ResultJson.of(value, time.toEpochMilli());
  }

  /** Answers at each {@code step} from {@code start} to {@code end}, both included. */
  Tree range(Parameters parameters) {
    Instant start = parameters.requiredTime("start");
    Instant end = parameters.requiredTime("end");
    if (end.isBefore(start)) {
      throw ApiException.badParameter("end", "end timestamp must not be before start time");
    }
    long step = step(parameters, Duration.between(start, end));
    Expr expr = expression(parameters);
    if (expr.type() != ValueType.SCALAR && expr.type() != ValueType.VECTOR) {
      throw ApiException.badParameter(
          "query",
          "invalid expression type \"%s\" for range query, must be Scalar or instant Vector"
              .formatted(expr.type().words()));
    }
    long deadline = System.nanoTime() + timeout(parameters).toNanos();
    Tracks tracks = new Tracks();
    for (long at = start.toEpochMilli(); at <= end.toEpochMilli(); at += step) {
      if (System.nanoTime() - deadline > 0) {
        throw ApiException.timeout();
      }
      tracks.add(at, evaluate(expr, Instant.ofEpochMilli(at)));
    }
    return ResultJson.of(new Value.Matrix(ImmutableList.copyOf(tracks.series())), 0);
  }

  private static long step(Parameters parameters, Duration span) {
    Duration step =
        parameters
            .duration("step")
            .orElseThrow(
                () -> ApiException.badParameter("step", "cannot parse \"\" to a valid duration"));
    if (step.toMillis() <= 0) {
      throw ApiException.badParameter(
          "step",
          "zero or negative query resolution step widths are not accepted. Try a positive integer");
    }
    if (span.toMillis() / step.toMillis() > MAX_POINTS) {
      throw ApiException.badData(
          "exceeded maximum resolution of 11,000 points per timeseries."
              + " Try decreasing the query resolution (?step=XX)");
    }
    return step.toMillis();
  }

  private static Duration timeout(Parameters parameters) {
    Duration given = parameters.duration("timeout").orElse(DEFAULT_TIMEOUT);
    return given.compareTo(DEFAULT_TIMEOUT) < 0 ? given : DEFAULT_TIMEOUT;
  }

  private static Expr expression(Parameters parameters) {
    try {
      return PromQl.parse(parameters.text("query"));
    } catch (PromQlException e) {
      throw ApiException.badParameter("query", String.valueOf(e.getMessage()));
    }
  }

  private Value evaluate(Expr expr, Instant at) {
    try {
      return Evaluator.evaluate(expr, store, at);
    } catch (EvaluationException e) {
      throw ApiException.execution(String.valueOf(e.getMessage()));
    }
  }
}
