package dev.canary.testkit.fake;

import dev.canary.core.model.Canary;
import dev.canary.core.model.CanaryKey;
import dev.canary.core.model.RouteTarget;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** Puts an interceptor around every call of a port. */
public final class Intercepted {

  private Intercepted() {}

  /**
   * Returns the port with the interceptor around each of its methods. The call is the method's
   * name, and {@code NAME.NAMESPACE} of the canary if the first argument tells which.
   *
   * @param port interface of the port; its simple name is what the interceptor is told
   */
  public static <T> T port(Class<T> port, T behind, Interceptor interceptor) {
    Object proxy =
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (self, method, arguments) ->
                method.getDeclaringClass() == Object.class
                    ? invoke(behind, method, arguments)
                    : around(port.getSimpleName(), behind, method, arguments, interceptor));
    return port.cast(proxy);
  }

  private static @Nullable Object around(
      String port,
      Object behind,
      Method method,
      Object @Nullable [] arguments,
      Interceptor interceptor)
      throws Throwable {
    String call = method.getName() + subject(arguments);
    interceptor.before(port, call);
    Object result = invoke(behind, method, arguments);
    interceptor.after(port, call);
    return result;
  }

  private static @Nullable Object invoke(
      Object behind, Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(behind, arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause() == null ? thrown : thrown.getCause();
    }
  }

  private static String subject(Object @Nullable [] arguments) {
    Object first = arguments == null || arguments.length == 0 ? "" : arguments[0];
    return switch (first) {
      case Canary canary -> " " + canary.key();
      case RouteTarget target -> " " + target.key();
      case CanaryKey key -> " " + key;
      default -> "";
    };
  }
}
