package dev.canary.operator.architecture.planted;

import dev.canary.operator.architecture.planted.router.SomeRouter;

/** Planted: a router named in code. */
record SeesRouter(SomeRouter value) {}
