package dev.canary.core.architecture.planted.plugin;

import dev.canary.core.architecture.planted.tick.SeesFuture;

/** Planted: a plug-in does not order I/O. */
record SeesTick(SeesFuture value) {}
