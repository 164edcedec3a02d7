package dev.canary.operator.architecture.planted;

import com.google.inject.Injector;

/** Planted: Guice outside of the wiring. */
record SeesGuice(Injector value) {}
