package dev.canary.testkit.sim;

import dev.canary.core.port.Router;
import dev.canary.core.port.Routers;
import dev.canary.core.port.Workloads;
import dev.canary.core.tick.Ports;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Caches that lag: views of routes and workloads are now and then older ones. A process never sees
 * less of a route than what it has written itself (rule R7 of routers).
 */
public final class StaleReads implements UnaryOperator<Ports> {

  private static final int MOST_REMEMBERED = 30;

  private final RandomGenerator random;
  private final double probability;
  private int most;
  private boolean behind;

  /**
   * Creates lagging caches.
   *
   * @param random decides when a view is old, and how old
   * @param probability of an old view, 0 to 1
   * @param most old views until the caches keep up
   */
  public StaleReads(RandomGenerator random, double probability, int most) {
    this.random = random;
    this.probability = probability;
    this.most = most;
  }

  /** Returns caches that keep up. */
  public static StaleReads never() {
    return new StaleReads(new Random(0), 0, 0);
  }

  /** Returns whether a view was old since this was asked last: the news arrives now. */
  boolean caughtUp() {
    boolean news = behind;
    behind = false;
    return news;
  }

  @Override
  public Ports apply(Ports ports) {
    Memory routes = new Memory("read", "write");
    Memory workloads = new Memory("observe", "syncPrimary");
    Routers routers =
        provider -> {
          Routers.Routing routing = ports.routers().of(provider);
          return new Routers.Routing(
              lagging(Router.class, routing.router(), routes), routing.capabilities());
        };
    return new Ports(
        ports.store(),
        lagging(Workloads.class, ports.workloads(), workloads),
        routers,
        ports.metrics(),
        ports.webhooks(),
        ports.notifier(),
        ports.leadership(),
        ports.cookies(),
        ports.clock());
  }

  private <T> T lagging(Class<T> port, T behind, Memory memory) {
    Object proxy =
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (self, method, arguments) -> memory.answer(behind, method, arguments));
    return port.cast(proxy);
  }

  /** The views of one kind that one process has had. */
  private final class Memory {
    private final String read;
    private final String write;
    private final List<Object> views = new ArrayList<>();

    Memory(String read, String write) {
      this.read = read;
      this.write = write;
    }

    @Nullable Object answer(Object behind, Method method, Object @Nullable [] arguments)
        throws Throwable {
      Object fresh = invoke(behind, method, arguments);
      if (method.getName().equals(write)) {
        views.clear();
      }
      return method.getName().equals(read) && fresh != null ? view(fresh) : fresh;
    }

    private Object view(Object fresh) {
      views.add(fresh);
      if (views.size() > MOST_REMEMBERED) {
        views.removeFirst();
      }
      if (most == 0 || random.nextDouble() >= probability) {
        return fresh;
      }
      most--;
      behind = true;
      return views.get(random.nextInt(views.size()));
    }
  }

  private static @Nullable Object invoke(
      Object behind, Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(behind, arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause() == null ? thrown : thrown.getCause();
    }
  }
}
