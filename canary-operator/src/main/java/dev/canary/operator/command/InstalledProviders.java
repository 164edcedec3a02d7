package dev.canary.operator.command;

import com.google.common.collect.ImmutableSortedSet;
import dev.canary.operator.crd.Providers;
import dev.canary.operator.wiring.Plugins;
import java.nio.file.Path;
import java.util.Optional;

/** Knows which providers have a router. */
final class InstalledProviders {

  private InstalledProviders() {}

  /** Returns what is accepted instead of that provider, or empty if a router serves it. */
  static Optional<String> problem(String provider, Optional<Path> pluginsDir) {
    Plugins plugins = Plugins.load(pluginsDir);
    if (provider.equals(Providers.KUBERNETES) || plugins.find(provider).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(accepted(plugins));
  }

  /** Returns which providers can be given. */
  static String accepted(Plugins plugins) {
    ImmutableSortedSet<String> names =
        ImmutableSortedSet.<String>naturalOrder()
            .addAll(plugins.names())
            .add(Providers.KUBERNETES)
            .build();
    return "one of " + String.join(", ", names) + ", or add the jar of its router to --plugins-dir";
  }
}
