package dev.canary.testkit.cluster.kubelet;

import dev.canary.core.tree.Tree;
import java.util.Optional;

/** Starts the programs of pods. */
@FunctionalInterface
public interface PodRuntime {

  /** A program that runs. */
  interface Program extends AutoCloseable {
    /** Returns the loopback port at which it answers. */
    int port();

    /** Ends it; requests under way are cut. Repeating it changes nothing. */
    @Override
    void close();
  }

  /**
   * Starts the program of a pod.
   *
   * @param pod the pod as stored
   * @return empty if the image is not a server: the pod becomes ready and answers nothing
   */
  Optional<Program> start(Tree pod);
}
