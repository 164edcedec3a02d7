package dev.canary.router.istio.architecture.planted;

import dev.canary.testkit.fake.StoreRequests;
import org.assertj.core.api.Assert;

/** Planted: a router runs without the testkit and without test libraries. */
record SeesTestkit(StoreRequests canary, Assert<?, ?> library) {}
