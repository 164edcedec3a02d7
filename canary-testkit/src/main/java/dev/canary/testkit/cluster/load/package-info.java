/**
 * Traffic: the load tester that the guides' hooks call, the few commands it can run, and the users
 * of the demo. Commands are parsed by a table of options and never given to a shell.
 */
@NullMarked
package dev.canary.testkit.cluster.load;

import org.jspecify.annotations.NullMarked;
