package dev.canary.testkit.cluster.load;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Gates that hold rollouts back: closed until opened, and open until closed. */
final class Gates {

  private final Set<String> open = ConcurrentHashMap.newKeySet();

  void open(String key) {
    open.add(key);
  }

  void close(String key) {
    open.remove(key);
  }

  boolean isOpen(String key) {
    return open.contains(key);
  }
}
