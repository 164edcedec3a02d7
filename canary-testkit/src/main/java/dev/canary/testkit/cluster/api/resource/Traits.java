package dev.canary.testkit.cluster.api.resource;

/**
 * How a resource treats writes, beyond what its schema says (source: the strategies in {@code
 * pkg/registry} of kube-apiserver).
 *
 * @param generation what raises the generation
 * @param unconditionalUpdate whether a PUT may leave out {@code metadata.resourceVersion}
 * @param createOnUpdate whether a PUT of an object that does not exist creates it
 */
public record Traits(
    GenerationRule generation, boolean unconditionalUpdate, boolean createOnUpdate) {}
