package dev.canary.operator.workload;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.fixture.Yaml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServicePortsTest {

  private static final String CONTAINERS =
      """
      spec:
        initContainers:
        - {name: init, ports: [{containerPort: 1}]}
        containers:
        - name: istio-proxy
          ports: [{containerPort: 15001}]
        - name: envoy
          ports: [{containerPort: 15002}]
        - name: app
          ports: %s
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # spec.service                             | ports of the container                            | name:port>target/protocol
          {port: 80}                                 | [{containerPort: 9}]                              | http:80>80/TCP
          {port: 80, portName: web, targetPort: 9}   | [{containerPort: 9}]                              | web:80>9/TCP
          {port: 80, portName: "", targetPort: 0}    | []                                                | http:80>80/TCP
          {port: 80, targetPort: "0"}                | []                                                | http:80>80/TCP
          {port: 80, targetPort: main}               | []                                                | http:80>main/TCP
          {port: 80, portDiscovery: true}            | [{containerPort: 80}, {containerPort: 9}]         | http:80>80/TCP tcp-app-1:9>9/TCP
          {port: 80, targetPort: 8, portDiscovery: true} | [{containerPort: 8}, {name: m, containerPort: 9}] | http:80>8/TCP m:9>9/TCP
          {port: 80, targetPort: w, portDiscovery: true} | [{name: w, containerPort: 8}, {containerPort: 9}] | http:80>w/TCP tcp-app-1:9>9/TCP
          {port: 80, targetPort: w, portDiscovery: true} | [{name: m, containerPort: 80}]                    | http:80>w/TCP
          {port: 80, targetPort: w, portDiscovery: true} | [{name: http, containerPort: 9}]                  | http:80>w/TCP
          {port: 80, portDiscovery: true}            | [{name: a, containerPort: 1}, {name: a, containerPort: 2}] | http:80>80/TCP a:1>1/TCP
          {port: 80, portDiscovery: true}            | [{name: d, containerPort: 53, protocol: UDP}, {name: e, containerPort: 53}] | http:80>80/TCP d:53>53/UDP e:53>53/TCP
          """)
  void desired_isMainPortAndTheFreeOnesOfTheContainers(
      String service, String ports, String expected) {
    assertThat(
            String.join(
                " ",
                ServicePorts.desired(Yaml.read(service), Yaml.read(CONTAINERS.formatted(ports)))
                    .stream()
                    .map(ServicePortsTest::told)
                    .toList()))
        .isEqualTo(expected);
  }

  @Test
  void appProtocol_isOnTheMainPortAlone() {
    ImmutableList<Tree> ports =
        ServicePorts.desired(
            Yaml.read("{port: 80, appProtocol: grpc, portDiscovery: true}"),
            Yaml.read(CONTAINERS.formatted("[{containerPort: 9}]")));
    assertThat(ports.getFirst().text("appProtocol")).hasValue("grpc");
    assertThat(ports.getLast().text("appProtocol")).isEmpty();
  }

  @Test
  void nodePort_isKeptByNameOrNumber() {
    ImmutableList<Tree> live =
        ports("[{name: web, port: 80, nodePort: 31000}, {port: 90, nodePort: 31001}]");
    assertThat(ServicePorts.onto(live, ports("[{name: web, port: 81}, {name: m, port: 90}]")))
        .extracting(port -> port.wholeOr(0, "nodePort"))
        .containsExactly(31000L, 31001L);
  }

  @Test
  void protocolOfAKnownPort_isKept() {
    ImmutableList<Tree> wanted = ports("[{name: d, port: 53, protocol: UDP}]");
    assertThat(ServicePorts.onto(ports("[{name: d, port: 53, protocol: TCP}]"), wanted))
        .extracting(port -> port.textOr("", "protocol"))
        .containsExactly("TCP");
    assertThat(ServicePorts.onto(ports("[{name: x, port: 53, protocol: TCP}]"), wanted))
        .isEqualTo(wanted);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [{name: a, port: 1, protocol: TCP, targetPort: 1}] | [{name: a, port: 1}]               | true
          [{name: a, port: 1}, {name: b, port: 2}] | [{name: b, port: 2}, {name: a, port: 1}]     | true
          [{name: a, port: 1}]                     | [{name: b, port: 1}]                         | false
          [{name: a, port: 1}]                     | [{name: a, port: 1, targetPort: 2}]          | false
          [{name: a, port: 1}]                     | [{name: a, port: 1, protocol: UDP}]          | false
          [{name: a, port: 1}]                     | [{name: a, port: 1, appProtocol: http}]      | false
          [{name: a, port: 1, nodePort: 3}]        | [{name: a, port: 1}]                         | false
          [{name: a, port: 1}, {name: b, port: 2}] | [{name: a, port: 1}]                         | false
          """)
  void same_ignoresOrderAndDefaults(String live, String desired, boolean same) {
    assertThat(ServicePorts.same(ports(live), ports(desired))).isEqualTo(same);
  }

  private static ImmutableList<Tree> ports(String yaml) {
    return Yaml.read("ports: " + yaml).items("ports").stream().collect(toImmutableList());
  }

  private static String told(Tree port) {
    Tree target = port.at("targetPort").orElseThrow();
    return "%s:%d>%s/%s"
        .formatted(
            port.textOr("", "name"),
            port.wholeOr(0, "port"),
            target instanceof Tree.Str(String name) ? name : target,
            port.textOr("", "protocol"));
  }
}
