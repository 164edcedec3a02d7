package dev.canary.core.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.canary.core.model.Capabilities.Traffic;
import dev.canary.core.model.Ladder;
import dev.canary.core.model.Strategy.BlueGreen;
import dev.canary.core.model.Strategy.Progressive;
import org.junit.jupiter.api.Test;

class FittingTest {

  @Test
  void aRouterThatCanDoEverything_changesNothing() {
    Fitting fitting = Fitting.of(Specs.mirrored(20, 40).affinity().build(), Specs.EVERYTHING);
    assertThat(fitting.warnings()).isEmpty();
    assertThat(fitting.spec()).isEqualTo(Specs.mirrored(20, 40).affinity().build());
  }

  @Test
  void withoutWeights_aProgressiveRunBecomesTenIterations() {
    Fitting fitting = Fitting.of(Specs.progressive(10, 50).build(), Traffic.NOTHING);
    assertThat(fitting.spec().analysis().strategy()).isEqualTo(new BlueGreen(10, false));
    assertThat(fitting.warnings())
        .containsExactly(
            "Progressive traffic is not supported when using the kubernetes provider",
            "Setting canaryAnalysis.iterations: 10");
  }

  @Test
  void withoutWeights_anAbTestKeepsItsIterations() {
    Fitting fitting = Fitting.of(Specs.abTest(3).build(), Traffic.NOTHING);
    assertThat(fitting.spec().analysis().strategy()).isEqualTo(new BlueGreen(3, false));
    assertThat(fitting.warnings())
        .containsExactly("A/B testing is not supported when using the kubernetes provider");
  }

  @Test
  void withoutWeights_aMirroredBlueGreenIsSilentlyUnmirrored() {
    Fitting fitting = Fitting.of(Specs.blueGreen(3, true).build(), Traffic.NOTHING);
    assertThat(fitting.spec().analysis().strategy()).isEqualTo(new BlueGreen(3, false));
    assertThat(fitting.warnings()).isEmpty();
  }

  @Test
  void mirroringThatIsNotDeclared_isLeftOutAndSaid() {
    Fitting progressive = Fitting.of(Specs.mirrored(20, 40).build(), Traffic.WEIGHTS_ONLY);
    assertThat(progressive.spec().analysis().strategy())
        .isEqualTo(new Progressive(Ladder.by(20, 40), false));
    assertThat(progressive.warnings())
        .containsExactly(
            "Traffic mirroring is not supported by this provider, the step is skipped");
    Fitting blueGreen = Fitting.of(Specs.blueGreen(3, true).build(), Traffic.WEIGHTS_ONLY);
    assertThat(blueGreen.spec().analysis().strategy()).isEqualTo(new BlueGreen(3, false));
    assertThat(blueGreen.warnings())
        .containsExactly("Traffic mirroring is not supported by this provider, it is skipped");
  }

  @Test
  void stickinessThatIsNotDeclared_isLeftOutAndSaid() {
    Fitting fitting =
        Fitting.of(Specs.progressive(10, 50).affinity().build(), Traffic.WEIGHTS_ONLY);
    assertThat(fitting.spec().analysis().affinity()).isEmpty();
    assertThat(fitting.warnings())
        .containsExactly("Session affinity is not supported by the istio provider");
  }
}
