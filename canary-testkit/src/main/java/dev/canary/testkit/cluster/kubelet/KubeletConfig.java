package dev.canary.testkit.cluster.kubelet;

import java.time.Duration;
import java.util.function.Predicate;

/**
 * How pods behave.
 *
 * @param readyAfter cluster time from the creation of a pod until it is ready
 * @param stopAfter cluster time from the deletion of a pod until its program ends, at least 250 ms
 *     of real time; requests under way finish meanwhile
 * @param broken the images whose containers never become ready
 * @param runtime the programs behind the images
 */
public record KubeletConfig(
    Duration readyAfter, Duration stopAfter, Predicate<String> broken, PodRuntime runtime) {

  /** The end of the names of images that are broken unless told otherwise. */
  public static final String BROKEN = "-broken";

  /** Pods ready after 2 s, gone after 2 s; an image whose tag ends in {@code -broken} is broken. */
  public static KubeletConfig of(PodRuntime runtime) {
    return new KubeletConfig(
        Duration.ofSeconds(2), Duration.ofSeconds(2), image -> image.endsWith(BROKEN), runtime);
  }

  /** Returns this configuration with the delay until pods are ready. */
  public KubeletConfig withReadyAfter(Duration delay) {
    return new KubeletConfig(delay, stopAfter, broken, runtime);
  }

  /** Returns this configuration with the images that never become ready. */
  public KubeletConfig withBroken(Predicate<String> images) {
    return new KubeletConfig(readyAfter, stopAfter, images, runtime);
  }
}
