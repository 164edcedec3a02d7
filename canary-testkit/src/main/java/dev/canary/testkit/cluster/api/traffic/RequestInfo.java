package dev.canary.testkit.cluster.api.traffic;

/**
 * What is known of a request before it is answered.
 *
 * @param verb the verb of the API, such as {@code list} or {@code watch}; for a path that is not of
 *     objects the HTTP method in lower case
 * @param group the API group; empty for the core group
 * @param resource the plural name; for a path that is not of objects the path
 * @param subresource such as {@code status}; empty for the object itself
 * @param namespace empty for all namespaces, or for a resource of the whole cluster
 * @param name empty for a collection
 * @param userAgent what the client calls itself; empty if it does not say
 */
public record RequestInfo(
    String verb,
    String group,
    String resource,
    String subresource,
    String namespace,
    String name,
    String userAgent) {}
