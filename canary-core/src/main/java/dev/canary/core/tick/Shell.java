package dev.canary.core.tick;

/** The parts of a tick, put together once. */
record Shell(
    Ports ports,
    Upkeep upkeep,
    Observer observer,
    Answers answers,
    StepRunner runner,
    Outages outages) {

  static Shell over(Ports ports) {
    LeaderGuard leader = new LeaderGuard(ports.leadership(), ports.clock());
    return new Shell(
        ports,
        new Upkeep(ports.store(), ports.workloads(), leader),
        new Observer(ports.workloads(), ports.clock(), ports.cookies()),
        new Answers(ports.webhooks(), ports.metrics(), ports.clock()),
        new StepRunner(
            ports.store(),
            ports.workloads(),
            new Payments(ports.webhooks(), ports.clock()),
            leader),
        new Outages());
  }
}
