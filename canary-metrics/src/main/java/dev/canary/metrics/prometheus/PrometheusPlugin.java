package dev.canary.metrics.prometheus;

import com.google.common.collect.ImmutableMap;
import dev.canary.core.plugin.HttpCaller;
import dev.canary.core.plugin.MetricsProviderPlugin;
import dev.canary.core.port.MetricsProvider;
import dev.canary.core.port.SpecError;
import dev.canary.core.tree.Tree;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes Prometheus providers of metric templates. */
public final class PrometheusPlugin implements MetricsProviderPlugin {

  static final String TYPE = "prometheus";
  private static final String AUTHORIZATION = "Authorization";

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public MetricsProvider create(
      Tree provider, ImmutableMap<String, String> credentials, HttpCaller http) {
    String type = provider.textOr(TYPE, "type");
    PrometheusAddress address = PrometheusAddress.of(type, provider.textOr("", "address"));
    Map<String, String> headers = new LinkedHashMap<>();
    for (String name : provider.fields("headers").keySet()) {
      headers.put(name, String.join(", ", provider.strings("headers", name)));
    }
    if (provider.text("secretRef", "name").isPresent()) {
      authorize(type, credentials, headers);
    }
    return new PrometheusProvider(
        http, type, address, ImmutableMap.copyOf(headers), !provider.isTrue("insecureSkipVerify"));
  }

  /** A token is added to what the user set, a password replaces it. */
  private static void authorize(
      String type, ImmutableMap<String, String> credentials, Map<String, String> headers) {
    String token = credentials.get("token");
    if (token != null) {
      if (!token.isEmpty()) {
        headers.merge(AUTHORIZATION, "Bearer " + token, (set, added) -> set + ", " + added);
      }
      return;
    }
    String user = required(type, credentials, "username");
    String password = required(type, credentials, "password");
    if (!user.isEmpty() && !password.isEmpty()) {
      headers.keySet().removeIf(AUTHORIZATION::equalsIgnoreCase);
      headers.put(AUTHORIZATION, PrometheusProvider.basic(user + ":" + password));
    }
  }

  private static String required(
      String type, ImmutableMap<String, String> credentials, String key) {
    String value = credentials.get(key);
    if (value == null) {
      throw new SpecError(type + " credentials does not contain a " + key);
    }
    return value;
  }
}
