package dev.canary.operator.demo;

/** What goes wrong with the canary, as in the section "Automated rollback" of the guides. */
public enum Fault {
  /** {@code watch curl http://podinfo-canary:9898/status/500}. */
  ERRORS("/status/500"),
  /** {@code watch curl http://podinfo-canary:9898/delay/1}. */
  LATENCY("/delay/1");

  private final String path;

  Fault(String path) {
    this.path = path;
  }

  /** Returns what is called over and over. */
  String url() {
    return "http://podinfo-canary:9898" + path;
  }
}
