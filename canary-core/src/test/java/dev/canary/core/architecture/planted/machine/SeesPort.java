package dev.canary.core.architecture.planted.machine;

import dev.canary.core.port.Router;

/** Planted: a decision calls nothing. */
record SeesPort(Router value) {}
