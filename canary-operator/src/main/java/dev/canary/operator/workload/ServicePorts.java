package dev.canary.operator.workload;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.canary.core.tree.Tree;
import dev.canary.core.tree.Tree.Num;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The ports that all services of a canary have (workload chapter, sections 10.1 and 10.2). Pure.
 */
final class ServicePorts {

  private static final ImmutableSet<String> SIDECARS = ImmutableSet.of("istio-proxy", "envoy");

  private ServicePorts() {}

  /**
   * Returns the main port and, if asked for, the ports of the containers that it leaves free. Of
   * two ports with one name, or one number and protocol, the first stays: no service may have both.
   *
   * @param service {@code spec.service} of the canary
   * @param template pod template of the target
   */
  static ImmutableList<Tree> desired(Tree service, Tree template) {
    ImmutableList.Builder<Tree> ports = ImmutableList.builder();
    Tree main = main(service);
    ports.add(main);
    if (service.isTrue("portDiscovery")) {
      Set<String> taken = new HashSet<>(identities(main));
      for (Tree port : discovered(service, template)) {
        if (identities(port).stream().noneMatch(taken::contains)) {
          taken.addAll(identities(port));
          ports.add(port);
        }
      }
    }
    return ports.build();
  }

  private static Tree main(Tree service) {
    long number = service.wholeOr(0, "port");
    return Tree.members()
        .put(
            "name",
            Optional.of(service.textOr("", "portName")).filter(n -> !n.isEmpty()).orElse("http"))
        .put("protocol", "TCP")
        .put("port", number)
        .put("targetPort", target(service).orElse(Tree.of(number)))
        .putIfPresent(
            "appProtocol", service.text("appProtocol").filter(p -> !p.isEmpty()).map(Tree::of))
        .build();
  }

  /** Returns the target port, unless it is unset or zero. */
  private static Optional<Tree> target(Tree service) {
    return service
        .at("targetPort")
        .filter(port -> !port.equals(Tree.of("")) && !port.equals(Tree.of("0")))
        .filter(port -> !(port instanceof Num number) || number.whole().orElse(0) != 0);
  }

  private static List<Tree> discovered(Tree service, Tree template) {
    ImmutableList.Builder<Tree> found = ImmutableList.builder();
    for (Tree container : template.items("spec", "containers")) {
      String name = container.textOr("", "name");
      List<Tree> ports = SIDECARS.contains(name) ? List.of() : container.items("ports");
      for (int i = 0; i < ports.size(); i++) {
        if (!isMain(service, ports.get(i))) {
          found.add(extra(ports.get(i), "tcp-" + name + "-" + i));
        }
      }
    }
    return found.build();
  }

  private static boolean isMain(Tree service, Tree port) {
    long number = port.wholeOr(0, "containerPort");
    return target(service)
        .map(
            target ->
                target instanceof Num literal
                    ? literal.whole().orElse(0) == number
                    : target.equals(Tree.of(port.textOr("", "name"))))
        .orElseGet(() -> service.wholeOr(0, "port") == number);
  }

  private static Tree extra(Tree port, String fallback) {
    long number = port.wholeOr(0, "containerPort");
    return Tree.members()
        .put(
            "name", Optional.of(port.textOr("", "name")).filter(n -> !n.isEmpty()).orElse(fallback))
        .put("protocol", port.textOr("TCP", "protocol"))
        .put("port", number)
        .put("targetPort", number)
        .build();
  }

  private static ImmutableSet<String> identities(Tree port) {
    return ImmutableSet.of("name " + port.textOr("", "name"), "number " + number(port));
  }

  /**
   * Returns the ports with what a live service holds on to: node ports, and the protocol of a port
   * that is known under its name and number.
   */
  static ImmutableList<Tree> onto(List<Tree> live, List<Tree> desired) {
    return desired.stream().map(port -> onto(live, port)).collect(toImmutableList());
  }

  private static Tree onto(List<Tree> live, Tree port) {
    Tree kept =
        live.stream()
            .filter(old -> old.at("name").equals(port.at("name")))
            .filter(old -> old.wholeOr(0, "port") == port.wholeOr(0, "port"))
            .findFirst()
            .map(old -> port.with(old.textOr("TCP", "protocol"), "protocol"))
            .orElse(port);
    return live.stream()
        .filter(old -> old.at("name").equals(kept.at("name")) || number(old).equals(number(kept)))
        .flatMap(old -> old.at("nodePort").stream())
        .findFirst()
        .map(nodePort -> kept.with(nodePort, "nodePort"))
        .orElse(kept);
  }

  /** Returns whether two lists are the same ports, whatever their order and defaults. */
  static boolean same(List<Tree> live, List<Tree> desired) {
    return meant(live).equals(meant(desired));
  }

  private static ImmutableList<Tree> meant(List<Tree> ports) {
    return ports.stream()
        .map(ServicePorts::meant)
        .sorted(Comparator.comparing(ServicePorts::number).thenComparing(Tree::toString))
        .collect(toImmutableList());
  }

  private static Tree meant(Tree port) {
    return Tree.members()
        .putIfPresent("name", port.at("name"))
        .put("protocol", port.textOr("TCP", "protocol"))
        .put("port", port.wholeOr(0, "port"))
        .put("targetPort", target(port).orElse(Tree.of(port.wholeOr(0, "port"))))
        .putIfPresent("nodePort", port.at("nodePort"))
        .putIfPresent("appProtocol", port.at("appProtocol"))
        .build();
  }

  private static String number(Tree port) {
    return port.wholeOr(0, "port") + "/" + port.textOr("TCP", "protocol");
  }
}
