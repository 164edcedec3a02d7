package dev.canary.metrics.template;

/**
 * Where something stands in a template.
 *
 * @param offset of its first character
 * @param text as it is written
 */
record Place(int offset, String text) {}
