package dev.canary.core.plugin;

import com.google.common.collect.ImmutableMap;
import dev.canary.core.port.MetricsProvider;
import dev.canary.core.tree.Tree;

/** A source of numbers as a plug-in. Needs a public no-argument constructor. */
public interface MetricsProviderPlugin {

  /** Returns the name of {@code spec.provider.type} in a metric template. */
  String type();

  /**
   * Creates a provider; no I/O happens yet.
   *
   * @param provider {@code spec.provider} of the template
   * @param credentials values of the secret it refers to; empty without one
   * @param http calls to the source
   * @throws dev.canary.core.port.SpecError if a field or credential is missing or wrong
   */
  MetricsProvider create(Tree provider, ImmutableMap<String, String> credentials, HttpCaller http);
}
