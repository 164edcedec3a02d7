package dev.canary.testkit.cluster.api.select;

import dev.canary.core.tree.Tree;
import java.util.function.Predicate;

/** Selects objects that both selectors select. */
public record Selection(LabelSelector labels, FieldSelector fields) implements Predicate<Tree> {

  /**
   * Returns the selection that the texts spell.
   *
   * @param plural the resource that is selected from
   */
  public static Selection parse(String labels, String fields, String plural) {
    return new Selection(LabelSelector.parse(labels), FieldSelector.parse(fields, plural));
  }

  /** Returns whether every object is selected. */
  public boolean everything() {
    return labels.requirements().isEmpty() && fields.requirements().isEmpty();
  }

  @Override
  public boolean test(Tree object) {
    return labels.test(object) && fields.test(object);
  }
}
