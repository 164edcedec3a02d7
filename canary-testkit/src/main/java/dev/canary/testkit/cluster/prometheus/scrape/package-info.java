/**
 * Collects samples: reads the text exposition format from targets over HTTP at every interval and
 * puts what it finds into a sample store. Which targets there are is the caller's knowledge;
 * queries belong to the promql package.
 */
@NullMarked
package dev.canary.testkit.cluster.prometheus.scrape;

import org.jspecify.annotations.NullMarked;
