package dev.canary.operator.demo;

import java.util.Optional;

/**
 * What is asked of a demo.
 *
 * @param guide which guide is played
 * @param fault what goes wrong, if anything
 * @param speed how many times faster than real time the cluster's clock runs
 * @param keep whether the cluster goes on after the end, until the process is stopped
 * @param overlay what is laid over the environment of the guide
 */
record DemoOptions(
    Guide guide, Optional<Fault> fault, double speed, boolean keep, Overlay overlay) {}
