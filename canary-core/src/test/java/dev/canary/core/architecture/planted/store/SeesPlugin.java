package dev.canary.core.architecture.planted.store;

import dev.canary.core.plugin.RouterPlugin;

/** Planted: a store serves any caller. */
record SeesPlugin(RouterPlugin value) {}
