package dev.canary.core.architecture.planted.port;

import dev.canary.core.store.ObjectStore;

/** Planted: a port promises nothing about objects. */
record SeesStore(ObjectStore value) {}
