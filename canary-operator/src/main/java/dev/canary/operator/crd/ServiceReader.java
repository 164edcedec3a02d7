package dev.canary.operator.crd;

import com.google.common.collect.ImmutableList;
import dev.canary.core.model.ObjectRef;
import dev.canary.core.tree.Tree;
import dev.canary.core.tree.Tree.Num;
import dev.canary.core.tree.Tree.Str;
import java.util.regex.Pattern;

/**
 * Reads what everybody needs of {@code spec.service} (resources chapter, section 2.5). What only
 * one router understands is that router's to check.
 */
final class ServiceReader {

  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
  private static final int MAX_PORT = 65_535;

  /** Names of services have at most 63 characters, {@code -primary} included. */
  private static final int MAX_APEX = 63 - "-primary".length();

  private ServiceReader() {}

  /** Returns the name of the stable service. */
  static String read(Fields spec, ObjectRef target) {
    Fields service = spec.child("service");
    boolean named = service.text("name").isPresent();
    String apex = service.text("name").orElse(target.name());
    if (!apex.isEmpty() && (apex.length() > MAX_APEX || !LABEL.matcher(apex).matches())) {
      (named ? service : spec.child("targetRef"))
          .problem("name", SpecTexts.badName(apex, MAX_APEX));
    }
    ports(service, target);
    delegation(service);
    mirrors(service);
    return apex;
  }

  private static void ports(Fields service, ObjectRef target) {
    service.within("port", 1, MAX_PORT);
    if (!service.has("port") && !target.kind().equals(References.SERVICE)) {
      service.problem("port", SpecTexts.NO_PORT);
    }
    service
        .raw("targetPort")
        .filter(port -> !isPort(port))
        .ifPresent(
            port ->
                service.problem(
                    "targetPort",
                    SpecTexts.wrong(port, "a port number up to " + MAX_PORT + " or a port name")));
    service.text("portName");
    service.text("appProtocol");
    service.flag("portDiscovery");
    service.flag("headless");
  }

  private static boolean isPort(Tree port) {
    return switch (port) {
      case Str text -> true;
      case Num number -> {
        long value = number.whole().orElse(-1);
        yield value >= 0 && value <= MAX_PORT;
      }
      default -> false;
    };
  }

  private static void delegation(Fields service) {
    ImmutableList<String> hosts = service.strings("hosts");
    ImmutableList<String> gateways = service.strings("gateways");
    if (service.flag("delegation") && !(hosts.isEmpty() && gateways.isEmpty())) {
      service.problem("delegation", SpecTexts.DELEGATION);
    }
  }

  private static void mirrors(Fields service) {
    for (Fields mirror : service.objects("mirror")) {
      Fields backend = mirror.child("backendRef");
      boolean toService =
          mirror.has("backendRef")
              && backend.text("group").isEmpty()
              && backend.text("kind").orElse(References.SERVICE).equals(References.SERVICE);
      if (toService && !backend.has("port")) {
        backend.problem("port", SpecTexts.NO_MIRROR_PORT);
      }
    }
  }
}
