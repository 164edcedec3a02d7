package dev.canary.testkit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class an embedded cluster, started before its first test and closed after its last.
 *
 * <p>Constructors, tests and lifecycle methods receive it as a parameter of type {@link
 * dev.canary.testkit.cluster.EmbeddedCluster}. Nested test classes share the cluster of the class
 * around them unless they carry the annotation themselves.
 *
 * <pre>{@code
 * @EmbeddedCluster(speed = 60)
 * class RolloutTest {
 *   @Test
 *   void newImage_isServed(dev.canary.testkit.cluster.EmbeddedCluster cluster) { … }
 * }
 * }</pre>
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(EmbeddedClusterExtension.class)
public @interface EmbeddedCluster {

  /** What a cluster contains from the start. */
  enum Flavour {
    /** Nothing but the namespaces of every cluster. */
    EMPTY,
    /** What the Istio guide installs by URL. */
    ISTIO
  }

  /** What it contains from the start. */
  Flavour flavour() default Flavour.ISTIO;

  /** Seconds of cluster time per second of real time; above 0. */
  double speed() default 1;

  /** What draws destinations and names. */
  long seed() default 1;

  /** YAML files to be applied, on the class path, relative to the test class. */
  String[] manifests() default {};
}
