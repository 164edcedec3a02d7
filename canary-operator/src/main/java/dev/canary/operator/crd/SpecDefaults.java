package dev.canary.operator.crd;

/**
 * What the operator's own configuration adds to a specification.
 *
 * @param provider of canaries that name none
 * @param providers that can be named
 * @param crossNamespace whether references may leave the canary's namespace
 */
public record SpecDefaults(String provider, Providers providers, boolean crossNamespace) {}
