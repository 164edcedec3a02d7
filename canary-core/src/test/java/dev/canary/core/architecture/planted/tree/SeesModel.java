package dev.canary.core.architecture.planted.tree;

import dev.canary.core.model.CanaryKey;

/** Planted: a tree knows no canary. */
record SeesModel(CanaryKey value) {}
