package dev.canary.metrics;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.canary.core.model.Analysis;
import dev.canary.core.model.Canary;
import dev.canary.core.model.CanaryKey;
import dev.canary.core.model.CanarySpec;
import dev.canary.core.model.CanaryStatus;
import dev.canary.core.model.Intake;
import dev.canary.core.model.MetricCheck;
import dev.canary.core.model.ObjectRef;
import dev.canary.core.model.Strategy;
import dev.canary.core.plugin.HttpCaller;
import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A canary {@code podinfo.default} with one check, and the objects it refers to. */
final class MetricsFixture implements References {

  private final Map<String, Tree> objects = new HashMap<>();
  private final Map<String, ImmutableMap<String, String>> secrets = new HashMap<>();
  private MetricCheck check =
      new MetricCheck(
          "m", "1m", Optional.empty(), 0, Optional.empty(), Optional.empty(), ImmutableMap.of());
  private ObjectRef target = new ObjectRef("apps/v1", "Deployment", "podinfo");
  private Tree tree = Tree.Obj.EMPTY;
  private String mesh = "istio";

  MetricsFixture mesh(String newMesh) {
    mesh = newMesh;
    return this;
  }

  MetricsFixture target(String apiVersion, String kind) {
    target = new ObjectRef(apiVersion, kind, "podinfo");
    return this;
  }

  /** Sets the specification as the user wrote it, in JSON with single quotes. */
  MetricsFixture spec(String json) {
    tree = json(json);
    return this;
  }

  MetricsFixture check(String name, String interval, String query) {
    check =
        new MetricCheck(
            name,
            interval,
            Optional.empty(),
            0,
            query.isEmpty() ? Optional.empty() : Optional.of(query),
            Optional.empty(),
            ImmutableMap.of("a", "1"));
    return this;
  }

  /** Makes the check refer to the template {@code t.ns}. */
  MetricsFixture refer(String name, String interval) {
    check =
        new MetricCheck(
            name,
            interval,
            Optional.empty(),
            0,
            Optional.empty(),
            Optional.of(new MetricCheck.TemplateRef("t", "ns")),
            ImmutableMap.of("a", "1"));
    return this;
  }

  /** Sets the template {@code t.ns}. */
  MetricsFixture templated(String provider, String query) {
    objects.put(
        "template ns/t",
        json("{'spec':{'provider':" + provider + "}}").with(query, "spec", "query"));
    return this;
  }

  MetricsFixture secretly(ImmutableMap<String, String> values) {
    secrets.put("ns/s", values);
    return this;
  }

  MetricsFixture knative(String revision) {
    objects.put(
        "knative default/podinfo",
        json("{'status':{'latestCreatedRevisionName':'" + revision + "'}}"));
    return this;
  }

  private static Tree json(String text) {
    return Json.read(text.replace('\'', '"'));
  }

  @Override
  public Optional<Tree> template(String namespace, String name) {
    return Optional.ofNullable(objects.get("template " + namespace + "/" + name));
  }

  @Override
  public Optional<ImmutableMap<String, String>> secret(String namespace, String name) {
    return Optional.ofNullable(secrets.get(namespace + "/" + name));
  }

  @Override
  public Optional<Tree> knativeService(String namespace, String name) {
    return Optional.ofNullable(objects.get("knative " + namespace + "/" + name));
  }

  CheckedMetrics metrics(HttpCaller http, LocalServer server) {
    return metrics(http, server.address());
  }

  CheckedMetrics metrics(HttpCaller http, String address) {
    return new CheckedMetrics(http, this, new MetricsSettings(address, mesh));
  }

  MetricCheck check() {
    return check;
  }

  CanarySpec spec() {
    Analysis analysis =
        new Analysis(
            Duration.ofMinutes(1),
            1,
            new Strategy.AbTest(1),
            0,
            100,
            100,
            ImmutableList.of(check),
            ImmutableList.of(),
            Optional.empty(),
            Optional.empty(),
            Tree.Obj.EMPTY);
    return new CanarySpec(
        mesh,
        target,
        Optional.empty(),
        "podinfo-svc",
        Duration.ofMinutes(10),
        false,
        false,
        false,
        analysis,
        tree);
  }

  Canary canary() {
    return new Canary(
        new CanaryKey("default", "podinfo-canary"),
        Tree.Obj.EMPTY,
        1,
        Optional.empty(),
        false,
        new Intake.Accepted(spec(), ImmutableList.of()),
        CanaryStatus.NEW,
        "1");
  }
}
