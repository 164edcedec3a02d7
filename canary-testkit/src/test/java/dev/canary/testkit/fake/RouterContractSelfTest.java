package dev.canary.testkit.fake;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.google.common.collect.ImmutableSet;
import dev.canary.testkit.contract.RouterContract;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Shows that each rule of the contract can fail, and fails alone. */
class RouterContractSelfTest {

  /**
   * What no router can break: R15 binds the values of the model (see ImmutabilityTest), and r00 is
   * about the use of the contract.
   */
  private static final ImmutableSet<String> NOT_BREAKABLE = ImmutableSet.of("r00", "r15");

  static Stream<Class<?>> broken() {
    return Arrays.stream(BrokenRouters.class.getDeclaredClasses())
        .filter(type -> type.isAnnotationPresent(Breaks.class));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void brokenRouter_failsItsRuleByAssertionAndNoOther(Class<?> router) {
    Breaks breaks = router.getAnnotation(Breaks.class);

    Map<String, Throwable> failures = failures(router);

    assertThat(rules(failures.keySet()))
        .as("rules that fail for a router that %s: %s", breaks.how(), failures.keySet())
        .containsExactly("r%02d".formatted(breaks.value()));
    failures.forEach(
        (test, failure) -> assertThat(failure).as(test).isInstanceOf(AssertionError.class));
  }

  @Test
  void everyRule_hasTestsAndABrokenRouter() {
    ImmutableSet<String> all =
        IntStream.rangeClosed(0, 18).mapToObj("r%02d"::formatted).collect(toImmutableSet());
    ImmutableSet<String> breakable =
        all.stream()
            .filter(rule -> !NOT_BREAKABLE.contains(rule))
            .collect(toImmutableSet());

    assertThat(rules(testNames())).isEqualTo(all);
    assertThat(
            broken()
                .map(router -> "r%02d".formatted(router.getAnnotation(Breaks.class).value()))
                .collect(toImmutableSet()))
        .isEqualTo(breakable);
  }

  private static ImmutableSet<String> testNames() {
    return Arrays.stream(RouterContract.class.getMethods())
        .filter(method -> method.isAnnotationPresent(Test.class))
        .map(method -> method.getName())
        .collect(toImmutableSet());
  }

  private static ImmutableSet<String> rules(Iterable<String> tests) {
    return ImmutableSet.copyOf(tests).stream()
        .map(name -> name.substring(0, 3))
        .collect(toImmutableSet());
  }

  private static Map<String, Throwable> failures(Class<?> router) {
    Map<String, Throwable> failures = new HashMap<>();
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass(BrokenRouterContract.class))
            .configurationParameter(BrokenRouterContract.ROUTER, router.getName())
            .build();
    LauncherFactory.create()
        .execute(
            request,
            new TestExecutionListener() {
              @Override
              public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                result
                    .getThrowable()
                    .ifPresent(failure -> failures.put(test.getDisplayName(), failure));
              }
            });
    return failures;
  }
}
