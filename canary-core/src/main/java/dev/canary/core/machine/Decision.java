package dev.canary.core.machine;

import com.google.common.collect.ImmutableList;

/**
 * What to do, in order; execution stops at the first failure, and the next tick decides anew.
 *
 * @param steps the effects
 * @param reason why, in words
 * @param again whether to look again right afterwards, within the same tick
 */
public record Decision(ImmutableList<Step> steps, String reason, boolean again) {}
