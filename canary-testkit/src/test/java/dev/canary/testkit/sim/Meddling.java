package dev.canary.testkit.sim;

import dev.canary.core.port.Router;
import dev.canary.core.port.Routers;
import dev.canary.core.tick.Ports;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/** Ports that break a rule: something else happens first, or arguments are replaced. */
final class Meddling {

  private Meddling() {}

  /** Returns the port with something done to each call of a method before it is made. */
  static <T> T with(Class<T> port, T behind, String method, Consumer<Object[]> first) {
    Object proxy =
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (self, called, arguments) -> {
              if (called.getName().equals(method)) {
                first.accept(arguments);
              }
              try {
                return called.invoke(behind, arguments);
              } catch (InvocationTargetException thrown) {
                throw thrown.getTargetException();
              }
            });
    return port.cast(proxy);
  }

  /** Returns the ports with something done to each write of a position before it is made. */
  static Ports atWrite(Ports ports, Consumer<Object[]> first) {
    Routers routers =
        provider -> {
          Routers.Routing routing = ports.routers().of(provider);
          return new Routers.Routing(
              with(Router.class, routing.router(), "write", first), routing.capabilities());
        };
    return new Ports(
        ports.store(),
        ports.workloads(),
        routers,
        ports.metrics(),
        ports.webhooks(),
        ports.notifier(),
        ports.leadership(),
        ports.cookies(),
        ports.clock());
  }
}
