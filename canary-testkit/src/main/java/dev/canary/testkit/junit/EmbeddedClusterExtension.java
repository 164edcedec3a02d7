package dev.canary.testkit.junit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.io.Resources;
import dev.canary.testkit.cluster.EmbeddedCluster;
import dev.canary.testkit.cluster.EmbeddedClusterBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Starts the cluster that {@link dev.canary.testkit.junit.EmbeddedCluster} asks for. */
final class EmbeddedClusterExtension implements BeforeAllCallback, ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(EmbeddedClusterExtension.class);

  /** The store of the class closes the cluster after the last test of the class. */
  @Override
  public void beforeAll(ExtensionContext context) {
    Class<?> testClass = context.getRequiredTestClass();
    Optional<dev.canary.testkit.junit.EmbeddedCluster> asked =
        AnnotationSupport.findAnnotation(testClass, dev.canary.testkit.junit.EmbeddedCluster.class);
    asked.ifPresent(
        wanted ->
            context
                .getStore(NAMESPACE)
                .put(EmbeddedCluster.class, builder(wanted, testClass).start()));
  }

  private static EmbeddedClusterBuilder builder(
      dev.canary.testkit.junit.EmbeddedCluster wanted, Class<?> testClass) {
    EmbeddedClusterBuilder builder =
        switch (wanted.flavour()) {
          case EMPTY -> EmbeddedCluster.empty();
          case ISTIO -> EmbeddedCluster.istio();
        };
    for (String manifest : wanted.manifests()) {
      builder.with(text(testClass, manifest));
    }
    return builder.speed(wanted.speed()).seed(wanted.seed());
  }

  private static String text(Class<?> testClass, String resource) {
    try {
      return Resources.toString(Resources.getResource(testClass, resource), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource + " beside " + testClass, e);
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == EmbeddedCluster.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return Optional.ofNullable(
            context.getStore(NAMESPACE).get(EmbeddedCluster.class, EmbeddedCluster.class))
        .orElseThrow(
            () ->
                new ParameterResolutionException(
                    "no cluster was started: annotate the class with @EmbeddedCluster"));
  }
}
