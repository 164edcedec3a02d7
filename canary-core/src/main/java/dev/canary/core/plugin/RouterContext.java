package dev.canary.core.plugin;

import com.google.common.collect.ImmutableMap;
import dev.canary.core.store.ObjectStore;
import java.time.InstantSource;

/**
 * Everything a router may use.
 *
 * @param main objects of the cluster that canaries live in
 * @param mesh objects of the cluster that routing objects live in; often the same
 * @param http calls to other systems
 * @param settings {@code --router-setting NAME.key=value}, keyed {@code key}
 * @param clock the time
 */
public record RouterContext(
    ObjectStore main,
    ObjectStore mesh,
    HttpCaller http,
    ImmutableMap<String, String> settings,
    InstantSource clock) {}
