package dev.canary.core.model;

/** What measuring one check gave; five answers that are never mistaken for one another. */
public sealed interface Measurement {

  /** A number, finite or infinite but never NaN; the request duration is in milliseconds. */
  record Value(double value) implements Measurement {}

  /**
   * The provider answered and has no value.
   *
   * @param provider name users know the source by
   * @param detail the provider's words
   */
  record NoData(String provider, String detail) implements Measurement {}

  /**
   * The provider's newest value is too old, or covers only a part of the window.
   *
   * @param provider name users know the source by
   * @param detail what is old or missing
   */
  record Stale(String provider, String detail) implements Measurement {}

  /** The provider could not be asked: no connection, a time-out, a refusal. */
  record ProviderError(String detail) implements Measurement {}

  /** The provider refused the query, or it could not be sent. */
  record QueryError(String detail) implements Measurement {}

  /**
   * The check cannot be asked at all: a template, secret or provider is missing or wrong.
   *
   * @param text the whole event text
   */
  record Unusable(String text) implements Measurement {}
}
