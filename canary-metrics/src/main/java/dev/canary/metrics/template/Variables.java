package dev.canary.metrics.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Variables in scope, the innermost last. */
final class Variables {

  private final List<String> names = new ArrayList<>();
  private final List<Value> values = new ArrayList<>();

  int mark() {
    return names.size();
  }

  void release(int mark) {
    names.subList(mark, names.size()).clear();
    values.subList(mark, values.size()).clear();
  }

  void declare(String name, Value value) {
    names.add(name);
    values.add(value);
  }

  /** Returns false if there is no such variable. */
  boolean assign(String name, Value value) {
    int index = names.lastIndexOf(name);
    if (index >= 0) {
      values.set(index, value);
    }
    return index >= 0;
  }

  Optional<Value> find(String name) {
    int index = names.lastIndexOf(name);
    return index < 0 ? Optional.empty() : Optional.of(values.get(index));
  }
}
