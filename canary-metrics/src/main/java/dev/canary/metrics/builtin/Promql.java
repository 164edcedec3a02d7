package dev.canary.metrics.builtin;

/** The shapes that built-in queries have; selectors are what stands between the braces. */
final class Promql {

  static final String WINDOW = "[{{ interval }}]";

  private Promql() {}

  /** Returns the share of good requests among all, in percent. */
  static String share(String counter, String good, String all) {
    return rate(counter, good) + " / " + rate(counter, all) + " * 100";
  }

  /** Returns the 99th percentile of a histogram. */
  static String p99(String buckets, String selector) {
    return "histogram_quantile( 0.99, " + rate(buckets, selector) + " by (le) )";
  }

  /** Returns the mean in milliseconds of a summary in seconds. */
  static String meanMillis(String summary, String selector) {
    return rate(summary + "_sum", selector)
        + " / "
        + rate(summary + "_count", selector)
        + " * 1000";
  }

  private static String rate(String metric, String selector) {
    return "sum( rate( " + metric + "{ " + selector + " }" + WINDOW + " ) )";
  }

  /** Returns a rate as it is written without spaces. */
  static String dense(String metric, String selector) {
    return "sum(rate(" + metric + "{" + selector + "}" + WINDOW + "))";
  }
}
