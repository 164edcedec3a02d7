package dev.canary.core.architecture.planted.model;

import dev.canary.core.store.ObjectKey;

/** Planted: a value knows no store. */
record SeesStore(ObjectKey value) {}
