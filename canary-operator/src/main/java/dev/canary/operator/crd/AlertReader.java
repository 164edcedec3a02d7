package dev.canary.operator.crd;

import com.google.common.collect.ImmutableSet;

/** Checks {@code analysis.alerts} (resources chapter, section 3.4); notifiers read the tree. */
final class AlertReader {

  private static final ImmutableSet<String> SEVERITIES = ImmutableSet.of("info", "warn", "error");

  private AlertReader() {}

  static void check(Fields analysis) {
    for (Fields alert : analysis.objects("alerts")) {
      alert.required("name", "the alert's name");
      alert.oneOf("severity", SEVERITIES);
      if (alert.has("providerRef")) {
        alert.child("providerRef").required("name", "the name of an AlertProvider");
      } else {
        alert.problem("providerRef", SpecTexts.missing("the name of an AlertProvider"));
      }
    }
  }
}
