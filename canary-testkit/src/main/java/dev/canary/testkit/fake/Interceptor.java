package dev.canary.testkit.fake;

/**
 * Stands before and after the effect of every call of a fake; either side may throw. Throwing
 * before leaves the world as it was; throwing after is an effect whose answer was lost.
 */
public interface Interceptor {

  /** Lets every call pass. */
  Interceptor NONE = new Interceptor() {};

  /**
   * Called before the effect.
   *
   * @param port simple name of the port's interface, for example {@code ObjectStore}
   * @param call the method, then a space and the object where there is one, for example {@code
   *     update Service shop.web}
   */
  default void before(String port, String call) {}

  /** Called after the effect, before the caller hears of it; parameters as for {@link #before}. */
  default void after(String port, String call) {}

  /** Returns an interceptor that asks this one first. */
  default Interceptor and(Interceptor next) {
    Interceptor first = this;
    return new Interceptor() {
      @Override
      public void before(String port, String call) {
        first.before(port, call);
        next.before(port, call);
      }

      @Override
      public void after(String port, String call) {
        first.after(port, call);
        next.after(port, call);
      }
    };
  }
}
