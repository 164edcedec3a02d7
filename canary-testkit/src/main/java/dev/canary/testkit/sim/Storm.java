package dev.canary.testkit.sim;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.canary.testkit.fake.Interceptor;
import dev.canary.testkit.sim.Strike.Kind;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Faults at random calls, drawn from a seed; after a number of them the weather heals. */
public final class Storm implements Interceptor {

  private final long seed;
  private final double probability;
  private final int most;
  private final RandomGenerator random;
  private int faults;

  /**
   * Creates a storm.
   *
   * @param seed the same one gives the same faults
   * @param probability of a fault before a call, and again after it; 0 to 1
   * @param most faults until it is over
   */
  public Storm(long seed, double probability, int most) {
    this.seed = seed;
    this.probability = probability;
    this.most = most;
    this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  /** Returns how many faults there were. */
  public int faults() {
    return faults;
  }

  @Override
  public void before(String port, String call) {
    strike(port, call, false);
  }

  @Override
  public void after(String port, String call) {
    strike(port, call, true);
  }

  private void strike(String port, String call, boolean after) {
    if (faults == most || random.nextDouble() >= probability) {
      return;
    }
    ImmutableList<Kind> possible =
        Arrays.stream(Kind.values())
            .filter(kind -> kind.isAfter() == after && kind.mayStrike(port, call))
            .collect(toImmutableList());
    if (!possible.isEmpty()) {
      faults++;
      possible.get(random.nextInt(possible.size())).strike(port + "." + call);
    }
  }

  @Override
  public String toString() {
    return "storm of seed " + seed;
  }
}
