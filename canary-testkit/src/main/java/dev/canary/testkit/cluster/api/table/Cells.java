package dev.canary.testkit.cluster.api.table;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import dev.canary.core.tree.Tree;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The cells of built-in kinds that are more than one field. */
final class Cells {

  private static final String NONE = "<none>";

  private Cells() {}

  static String count(Tree object, String field) {
    return Integer.toString(object.fields(field).size());
  }

  static String labels(Tree object, String... path) {
    String text =
        object.texts(path).entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(label -> label.getKey() + "=" + label.getValue())
            .collect(joining(","));
    return text.isEmpty() ? NONE : text;
  }

  static String containers(Tree workload, String field) {
    return workload.items("spec", "template", "spec", "containers").stream()
        .map(container -> container.textOr("", field))
        .collect(joining(","));
  }

  static String readyContainers(Tree pod) {
    long ready =
        pod.items("status", "containerStatuses").stream()
            .filter(status -> status.isTrue("ready"))
            .count();
    return ready + "/" + pod.items("spec", "containers").size();
  }

  static String podStatus(Tree pod) {
    if (pod.at("metadata", "deletionTimestamp").isPresent()) {
      return "Terminating";
    }
    Optional<String> waiting =
        pod.items("status", "containerStatuses").stream()
            .flatMap(status -> status.text("state", "waiting", "reason").stream())
            .findFirst();
    return waiting
        .or(() -> pod.text("status", "reason"))
        .orElseGet(() -> pod.textOr("Unknown", "status", "phase"));
  }

  static String restarts(Tree pod) {
    return Long.toString(
        pod.items("status", "containerStatuses").stream()
            .mapToLong(status -> status.wholeOr(0, "restartCount"))
            .sum());
  }

  static String servicePorts(Tree service) {
    String text =
        service.items("spec", "ports").stream()
            .map(port -> port.wholeOr(0, "port") + "/" + port.textOr("TCP", "protocol"))
            .collect(joining(","));
    return text.isEmpty() ? NONE : text;
  }

  /** Shows three addresses at most, as kubectl does. */
  static String endpoints(Tree endpoints) {
    ImmutableList.Builder<String> all = ImmutableList.builder();
    for (Tree subset : endpoints.items("subsets")) {
      for (Tree port : subset.items("ports")) {
        for (Tree address : subset.items("addresses")) {
          all.add(address.textOr("", "ip") + ":" + port.wholeOr(0, "port"));
        }
      }
    }
    List<String> list = all.build();
    String shown = list.stream().limit(3).collect(joining(","));
    if (list.isEmpty()) {
      return NONE;
    }
    return list.size() > 3 ? shown + " + " + (list.size() - 3) + " more..." : shown;
  }

  static String involvedObject(Tree event) {
    String kind = event.textOr("", "involvedObject", "kind").toLowerCase(Locale.ROOT);
    return kind + "/" + event.textOr("", "involvedObject", "name");
  }

  static Tree lastSeen(Tree event, Instant now) {
    return Tree.of(
        Ages.since(
            event
                .text("series", "lastObservedTime")
                .or(() -> event.text("lastTimestamp"))
                .orElseGet(() -> started(event)),
            now));
  }

  static Tree firstSeen(Tree event, Instant now) {
    return Tree.of(Ages.since(started(event), now));
  }

  private static String started(Tree event) {
    return event
        .text("firstTimestamp")
        .or(() -> event.text("eventTime"))
        .orElseGet(() -> event.textOr("", "metadata", "creationTimestamp"));
  }

  static String scaleTarget(Tree autoscaler) {
    return autoscaler.textOr("", "spec", "scaleTargetRef", "kind")
        + "/"
        + autoscaler.textOr("", "spec", "scaleTargetRef", "name");
  }

  static String scaleMetrics(Tree autoscaler) {
    ImmutableList<Tree> current = autoscaler.items("status", "currentMetrics");
    ImmutableList<Tree> metrics = autoscaler.items("spec", "metrics");
    ImmutableList.Builder<String> texts = ImmutableList.builder();
    for (int i = 0; i < metrics.size(); i++) {
      Tree target = metrics.get(i);
      String name = target.textOr("", "resource", "name");
      String seen =
          i < current.size()
              ? current
                  .get(i)
                  .at("resource", "current", "averageUtilization")
                  .map(value -> value + "%")
                  .orElse("<unknown>")
              : "<unknown>";
      String wanted =
          target
              .at("resource", "target", "averageUtilization")
              .map(value -> value + "%")
              .orElseGet(() -> target.textOr("<auto>", "resource", "target", "averageValue"));
      texts.add((name.isEmpty() ? "" : name + ": ") + seen + "/" + wanted);
    }
    String text = String.join(", ", texts.build());
    return text.isEmpty() ? NONE : text;
  }

  static String hosts(Tree ingress) {
    String text =
        ingress.items("spec", "rules").stream()
            .flatMap(rule -> rule.text("host").stream())
            .collect(joining(","));
    return text.isEmpty() ? "*" : text;
  }

  static String addresses(Tree ingress) {
    return ingress.items("status", "loadBalancer", "ingress").stream()
        .map(entry -> entry.textOr(entry.textOr("", "hostname"), "ip"))
        .collect(joining(","));
  }
}
