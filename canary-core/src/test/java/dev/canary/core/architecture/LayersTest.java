package dev.canary.core.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Dependencies inside the domain point inward. */
class LayersTest {
  /** Below this the importer did not find the module, and every rule would hold. */
  private static final int FEWEST_CLASSES = 150;

  @ParameterizedTest
  @EnumSource
  void layer_seesOnlyWhatIsListed(Layer layer) {
    layer.rule().check(CoreClasses.MAIN);
  }

  @ParameterizedTest
  @EnumSource
  void layerRule_catchesPlantedViolation(Layer layer) {
    var violations = layer.rule().evaluate(CoreClasses.PLANTED).getFailureReport().getDetails();

    assertThat(violations).anyMatch(text -> text.contains(layer.plantedPackageName() + ".Sees"));
  }

  @Test
  void everyClass_isInAListedLayer() {
    DescribedPredicate<JavaClass> inALayer = DescribedPredicate.alwaysFalse();
    for (Layer layer : Layer.values()) {
      inALayer = inALayer.or(layer.contains());
    }

    assertThat(CoreClasses.MAIN.that(DescribedPredicate.not(inALayer))).isEmpty();
  }

  @Test
  void rules_haveSubjects() {
    assertThat(CoreClasses.MAIN).hasSizeGreaterThanOrEqualTo(FEWEST_CLASSES);
    assertThat(Layer.values())
        .allMatch(
            layer -> !CoreClasses.MAIN.getPackage(layer.packageName()).getClasses().isEmpty());
  }

  @Test
  void everyPackage_isNullMarked() {
    JavaPackage core = CoreClasses.MAIN.getPackage("dev.canary.core");

    assertThat(core.getSubpackagesInTree())
        .filteredOn(each -> !each.getClasses().isEmpty())
        .isNotEmpty()
        .allMatch(each -> each.isAnnotatedWith(NullMarked.class));
  }
}
