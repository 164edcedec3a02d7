package dev.canary.metrics;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableMap;
import dev.canary.core.port.PortUnavailable;
import dev.canary.core.store.ObjectKey;
import dev.canary.core.store.ObjectStore;
import dev.canary.core.store.ResourceType;
import dev.canary.core.store.StoredObject;
import dev.canary.core.tree.Tree;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** References into a store that holds secrets with their values. */
public final class StoredReferences implements References {

  /** Metric templates. */
  public static final ResourceType TEMPLATE =
      ResourceType.namespaced("flagger.app", "v1beta1", "MetricTemplate", "metrictemplates");

  private static final ResourceType SECRET = ResourceType.namespaced("", "v1", "Secret", "secrets");
  private static final ResourceType KNATIVE_SERVICE =
      ResourceType.namespaced("serving.knative.dev", "v1", "Service", "services");

  private final ObjectStore store;

  /** Creates references into a store. */
  public StoredReferences(ObjectStore store) {
    this.store = store;
  }

  @Override
  public Optional<Tree> template(String namespace, String name) {
    return find(TEMPLATE, namespace, name);
  }

  @Override
  public Optional<ImmutableMap<String, String>> secret(String namespace, String name) {
    return find(SECRET, namespace, name).map(secret -> decoded(secret, namespace, name));
  }

  @Override
  public Optional<Tree> knativeService(String namespace, String name) {
    return find(KNATIVE_SERVICE, namespace, name);
  }

  private Optional<Tree> find(ResourceType type, String namespace, String name) {
    return store.find(new ObjectKey(type, namespace, name)).map(StoredObject::tree);
  }

  private static ImmutableMap<String, String> decoded(Tree secret, String namespace, String name) {
    try {
      return secret.texts("data").entrySet().stream()
          .collect(toImmutableMap(Map.Entry::getKey, entry -> decoded(entry.getValue())));
    } catch (IllegalArgumentException notBase64) {
      throw new PortUnavailable(
          PortUnavailable.Cause.MISSING_REFERENCE,
          "Secret " + name + "." + namespace + " holds a value that is not base64",
          notBase64);
    }
  }

  private static String decoded(String value) {
    return new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
  }
}
