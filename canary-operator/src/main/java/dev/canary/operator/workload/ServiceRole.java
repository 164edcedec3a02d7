package dev.canary.operator.workload;

import com.google.common.collect.ImmutableMap;
import dev.canary.core.model.CanarySpec;

/** The three services of a canary (workload chapter, section 10.1). */
enum ServiceRole {
  /** The stable name that clients use; selects the primary. */
  APEX("apex"),
  /** The primary alone. */
  PRIMARY("primary"),
  /** The target alone. */
  CANARY("canary");

  private final String section;

  ServiceRole(String section) {
    this.section = section;
  }

  String serviceName(CanarySpec spec) {
    return switch (this) {
      case APEX -> spec.apex();
      case PRIMARY -> spec.primaryService();
      case CANARY -> spec.canaryService();
    };
  }

  ImmutableMap<String, String> selector(SelectorLabel label) {
    return this == CANARY ? label.canarySelector() : label.primarySelector();
  }

  /** Returns the labels or annotations that the user wants on the service. */
  ImmutableMap<String, String> wanted(CanarySpec spec, String kind) {
    return spec.tree().texts("service", section, kind);
  }
}
