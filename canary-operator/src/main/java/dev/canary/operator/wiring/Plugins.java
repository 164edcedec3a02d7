package dev.canary.operator.wiring;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.canary.core.plugin.RouterContext;
import dev.canary.core.plugin.RouterPlugin;
import dev.canary.core.port.Routers;
import dev.canary.core.port.SpecError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The routers found on the class path and in the folder of plug-ins, by provider name. Knows none
 * of them; the built-in ones come through the same door as a stranger's.
 */
public final class Plugins {

  private final ImmutableMap<String, RouterPlugin> byName;
  private final ImmutableMap<String, RouterPlugin> byPrefix;

  private Plugins(
      ImmutableMap<String, RouterPlugin> byName, ImmutableMap<String, RouterPlugin> byPrefix) {
    this.byName = byName;
    this.byPrefix = byPrefix;
  }

  /**
   * Finds all plug-ins.
   *
   * @param folder jars to look in besides the class path
   * @throws IllegalStateException if two plug-ins claim one name; both are named
   */
  public static Plugins load(Optional<Path> folder) {
    ClassLoader loader = folder.map(Plugins::loader).orElseGet(Plugins.class::getClassLoader);
    return of(ImmutableList.copyOf(ServiceLoader.load(RouterPlugin.class, loader)));
  }

  /** Returns the given plug-ins, as {@link #load}. */
  public static Plugins of(Iterable<RouterPlugin> plugins) {
    Map<String, RouterPlugin> names = new LinkedHashMap<>();
    Map<String, RouterPlugin> prefixes = new LinkedHashMap<>();
    for (RouterPlugin plugin : plugins) {
      plugin.descriptor().names().forEach(name -> claim(names, name, plugin));
      plugin.descriptor().prefixes().forEach(prefix -> claim(prefixes, prefix, plugin));
    }
    return new Plugins(ImmutableMap.copyOf(names), ImmutableMap.copyOf(prefixes));
  }

  private static void claim(Map<String, RouterPlugin> known, String name, RouterPlugin plugin) {
    RouterPlugin other = known.putIfAbsent(name, plugin);
    if (other != null) {
      throw new IllegalStateException(
          "two plug-ins serve provider \"%s\": %s and %s; remove one of them"
              .formatted(name, other.getClass().getName(), plugin.getClass().getName()));
    }
  }

  private static ClassLoader loader(Path folder) {
    List<URL> jars = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jar")) {
      for (Path jar : files) {
        jars.add(url(jar));
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read plug-ins in " + folder, unreadable);
    }
    return new URLClassLoader(jars.toArray(URL[]::new), Plugins.class.getClassLoader());
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException impossible) {
      throw new IllegalStateException(jar + " has no URL", impossible);
    }
  }

  /** Returns every provider name and prefix, sorted. */
  public ImmutableSortedSet<String> names() {
    return ImmutableSortedSet.<String>naturalOrder()
        .addAll(byName.keySet())
        .addAll(byPrefix.keySet())
        .build();
  }

  /** Returns the plug-ins, each once. */
  public ImmutableList<RouterPlugin> all() {
    return ImmutableList.<RouterPlugin>builder()
        .addAll(byName.values())
        .addAll(byPrefix.values())
        .build()
        .stream()
        .distinct()
        .collect(ImmutableList.toImmutableList());
  }

  /** Returns the plug-in of a provider: by exact name, else by the longest prefix. */
  public Optional<RouterPlugin> find(String provider) {
    return Optional.ofNullable(byName.get(provider))
        .or(
            () ->
                byPrefix.entrySet().stream()
                    .filter(entry -> provider.startsWith(entry.getKey()))
                    .max((a, b) -> Integer.compare(a.getKey().length(), b.getKey().length()))
                    .map(Map.Entry::getValue));
  }

  /** Returns routers over these plug-ins; each is created once, on first use. */
  public Routers routers(Function<String, RouterContext> contexts) {
    Map<String, Routers.Routing> created = new ConcurrentHashMap<>();
    return provider ->
        created.computeIfAbsent(
            provider,
            name -> {
              RouterPlugin plugin = find(name).orElseThrow(() -> unknown(name));
              return new Routers.Routing(
                  plugin.create(contexts.apply(name), name), plugin.descriptor().capabilities());
            });
  }

  private SpecError unknown(String provider) {
    return new SpecError(
        "provider \"%s\" is not known; known are %s"
            .formatted(provider, String.join(", ", names())));
  }
}
