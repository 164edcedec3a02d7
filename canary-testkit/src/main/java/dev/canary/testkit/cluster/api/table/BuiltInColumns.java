package dev.canary.testkit.cluster.api.table;

import static dev.canary.testkit.cluster.api.table.Column.AGE;
import static dev.canary.testkit.cluster.api.table.Column.NAME;
import static dev.canary.testkit.cluster.api.table.Column.number;
import static dev.canary.testkit.cluster.api.table.Column.text;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.canary.testkit.cluster.api.store.GroupResource;

/** The columns of built-in resources (source: {@code pkg/printers/internalversion}). */
public final class BuiltInColumns {

  private static final Column CONTAINERS =
      text("Containers", object -> Cells.containers(object, "name")).wide();
  private static final Column IMAGES =
      text("Images", object -> Cells.containers(object, "image")).wide();
  private static final Column SELECTOR =
      text("Selector", object -> Cells.labels(object, "spec", "selector", "matchLabels")).wide();

  private static final ImmutableMap<String, ImmutableList<Column>> BY_RESOURCE =
      ImmutableMap.<String, ImmutableList<Column>>builder()
          .put("namespaces", columns(text("Status", o -> o.textOr("", "status", "phase"))))
          .put("configmaps", columns(text("Data", o -> Cells.count(o, "data"))))
          .put(
              "secrets",
              columns(
                  text("Type", o -> o.textOr("", "type")),
                  text("Data", o -> Cells.count(o, "data"))))
          .put("endpoints", columns(text("Endpoints", Cells::endpoints)))
          .put(
              "serviceaccounts",
              columns(text("Secrets", o -> Integer.toString(o.items("secrets").size()))))
          .put(
              "leases.coordination.k8s.io",
              columns(text("Holder", o -> o.textOr("", "spec", "holderIdentity"))))
          .put("pods", pods())
          .put("services", services())
          .put("events", events())
          .put("deployments.apps", deployments())
          .put("daemonsets.apps", daemonSets())
          .put("replicasets.apps", replicaSets())
          .put("horizontalpodautoscalers.autoscaling", autoscalers())
          .put("ingresses.networking.k8s.io", ingresses())
          .put(
              "customresourcedefinitions.apiextensions.k8s.io",
              ImmutableList.of(
                  NAME, text("Created At", o -> o.textOr("", "metadata", "creationTimestamp"))))
          .buildOrThrow();

  private BuiltInColumns() {}

  /** Returns the columns of the resource: name and age if nothing else is known of it. */
  public static ImmutableList<Column> of(GroupResource resource) {
    return BY_RESOURCE.getOrDefault(resource.toString(), columns());
  }

  private static ImmutableList<Column> columns(Column... between) {
    return ImmutableList.<Column>builder().add(NAME).add(between).add(AGE).build();
  }

  private static ImmutableList<Column> pods() {
    return ImmutableList.of(
        NAME,
        text("Ready", Cells::readyContainers),
        text("Status", Cells::podStatus),
        text("Restarts", Cells::restarts),
        AGE,
        text("IP", o -> o.textOr("<none>", "status", "podIP")).wide(),
        text("Node", o -> o.textOr("<none>", "spec", "nodeName")).wide(),
        text("Nominated Node", o -> o.textOr("<none>", "status", "nominatedNodeName")).wide(),
        text("Readiness Gates", o -> "<none>").wide());
  }

  private static ImmutableList<Column> services() {
    return ImmutableList.of(
        NAME,
        text("Type", o -> o.textOr("", "spec", "type")),
        text("Cluster-IP", o -> o.textOr("<none>", "spec", "clusterIP")),
        text("External-IP", o -> o.textOr("<none>", "spec", "externalName")),
        text("Port(s)", Cells::servicePorts),
        AGE,
        text("Selector", o -> Cells.labels(o, "spec", "selector")).wide());
  }

  private static ImmutableList<Column> events() {
    return ImmutableList.of(
        new Column("Last Seen", "string", "", "Last Seen", 0, Cells::lastSeen),
        text("Type", o -> o.textOr("", "type")),
        text("Reason", o -> o.textOr("", "reason")),
        text("Object", Cells::involvedObject),
        text("Subobject", o -> o.textOr("", "involvedObject", "fieldPath")).wide(),
        text("Source", o -> o.textOr("", "source", "component")).wide(),
        text("Message", o -> o.textOr("", "message").strip()),
        new Column("First Seen", "string", "", "First Seen", 1, Cells::firstSeen),
        text("Count", o -> Long.toString(o.wholeOr(1, "count"))).wide(),
        text("Name", o -> o.textOr("", "metadata", "name")).wide());
  }

  private static ImmutableList<Column> deployments() {
    return ImmutableList.of(
        NAME,
        text(
            "Ready",
            o -> o.wholeOr(0, "status", "readyReplicas") + "/" + o.wholeOr(0, "spec", "replicas")),
        number("Up-to-date", "status", "updatedReplicas"),
        number("Available", "status", "availableReplicas"),
        AGE,
        CONTAINERS,
        IMAGES,
        SELECTOR);
  }

  private static ImmutableList<Column> daemonSets() {
    return ImmutableList.of(
        NAME,
        number("Desired", "status", "desiredNumberScheduled"),
        number("Current", "status", "currentNumberScheduled"),
        number("Ready", "status", "numberReady"),
        number("Up-to-date", "status", "updatedNumberScheduled"),
        number("Available", "status", "numberAvailable"),
        text("Node Selector", o -> Cells.labels(o, "spec", "template", "spec", "nodeSelector")),
        AGE,
        CONTAINERS,
        IMAGES,
        SELECTOR);
  }

  private static ImmutableList<Column> replicaSets() {
    return ImmutableList.of(
        NAME,
        number("Desired", "spec", "replicas"),
        number("Current", "status", "replicas"),
        number("Ready", "status", "readyReplicas"),
        AGE,
        CONTAINERS,
        IMAGES,
        SELECTOR);
  }

  private static ImmutableList<Column> autoscalers() {
    return columns(
        text("Reference", Cells::scaleTarget),
        text("Targets", Cells::scaleMetrics),
        text("MinPods", o -> Long.toString(o.wholeOr(1, "spec", "minReplicas"))),
        number("MaxPods", "spec", "maxReplicas"),
        number("Replicas", "status", "currentReplicas"));
  }

  private static ImmutableList<Column> ingresses() {
    return columns(
        text("Class", o -> o.textOr("<none>", "spec", "ingressClassName")),
        text("Hosts", Cells::hosts),
        text("Address", Cells::addresses),
        text("Ports", o -> o.items("spec", "tls").isEmpty() ? "80" : "80, 443"));
  }
}
