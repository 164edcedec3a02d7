package dev.canary.operator.crd;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.Enums;
import com.google.common.collect.ImmutableList;
import dev.canary.core.model.CanaryStatus;
import dev.canary.core.model.Fact;
import dev.canary.core.model.Owed;
import dev.canary.core.model.Phase;
import dev.canary.core.tree.Tree;
import dev.canary.core.tree.Tree.Num;
import java.util.Optional;

/** Obligations as trees: an id and one member that says what is owed. */
final class OwedCodec {

  private OwedCodec() {}

  static Tree write(Owed owed) {
    Tree.Members members = Tree.members().put("id", owed.id());
    return switch (owed) {
      case Owed.Tell tell -> members.put(name(tell.fact()), fact(tell.fact())).build();
      case Owed.PostRollout hooks -> members.put("postRollout", hooks.phase().text()).build();
      case Owed.ScaleDown scale -> members.put("scaleDown", Times.exact(scale.due())).build();
    };
  }

  /** Returns the obligations that can be read, at most as many as a status may have. */
  static ImmutableList<Owed> readAll(Tree rollout) {
    return rollout.items("owed").stream()
        .flatMap(tree -> read(tree).stream())
        .limit(CanaryStatus.MAX_OWED)
        .collect(toImmutableList());
  }

  private static Optional<Owed> read(Tree tree) {
    return tree.text("id").flatMap(id -> read(id, tree));
  }

  private static Optional<Owed> read(String id, Tree tree) {
    Optional<Owed> fact = fact(tree).map(told -> new Owed.Tell(id, told));
    Optional<Owed> hooks =
        tree.text("postRollout").flatMap(Phase::of).map(phase -> new Owed.PostRollout(id, phase));
    Optional<Owed> scale = Times.at(tree, "scaleDown").map(due -> new Owed.ScaleDown(id, due));
    return fact.or(() -> hooks).or(() -> scale);
  }

  private static String name(Fact fact) {
    return switch (fact) {
      case Fact.Event event -> "event";
      case Fact.Alert alert -> "alert";
      case Fact.Finished finished -> "finished";
      case Fact.Measured measured -> "measured";
    };
  }

  private static Tree fact(Fact fact) {
    return switch (fact) {
      case Fact.Event(boolean warning, String text, Phase phase, Fact.Repeat repeat) ->
          Tree.members()
              .put("warning", warning)
              .put("text", text)
              .put("phase", phase.text())
              .put("repeat", repeat.name())
              .build();
      case Fact.Alert(Fact.Severity severity, String text, boolean withMetadata) ->
          Tree.members()
              .put("severity", severity.name())
              .put("text", text)
              .put("withMetadata", withMetadata)
              .build();
      case Fact.Finished(boolean succeeded, boolean skipped) ->
          Tree.members().put("succeeded", succeeded).put("skipped", skipped).build();
      case Fact.Measured(String metric, double value) ->
          Tree.members().put("metric", metric).put("value", number(value)).build();
    };
  }

  private static Optional<Fact> fact(Tree tree) {
    Optional<Fact> event = tree.at("event").flatMap(OwedCodec::event);
    Optional<Fact> alert = tree.at("alert").flatMap(OwedCodec::alert);
    Optional<Fact> finished =
        tree.at("finished")
            .map(it -> new Fact.Finished(it.isTrue("succeeded"), it.isTrue("skipped")));
    Optional<Fact> measured = tree.at("measured").flatMap(OwedCodec::measured);
    return event.or(() -> alert).or(() -> finished).or(() -> measured);
  }

  private static Optional<Fact> event(Tree tree) {
    Optional<Phase> phase = tree.text("phase").flatMap(Phase::of);
    Fact.Repeat repeat = constant(Fact.Repeat.class, tree, "repeat").orElse(Fact.Repeat.ALWAYS);
    return tree.text("text")
        .map(text -> new Fact.Event(tree.isTrue("warning"), text, phase.orElse(Phase.NEW), repeat));
  }

  private static Optional<Fact> alert(Tree tree) {
    return constant(Fact.Severity.class, tree, "severity")
        .flatMap(
            severity ->
                tree.text("text")
                    .map(text -> new Fact.Alert(severity, text, tree.isTrue("withMetadata"))));
  }

  private static Optional<Fact> measured(Tree tree) {
    return tree.text("metric")
        .flatMap(metric -> value(tree).map(value -> new Fact.Measured(metric, value)));
  }

  /** JSON has no infinity and no NaN; they are texts. */
  private static Tree number(double value) {
    return Double.isFinite(value)
        ? new Num(Double.toString(value))
        : Tree.of(Double.toString(value));
  }

  private static Optional<Double> value(Tree tree) {
    Optional<String> literal =
        tree.at("value")
            .flatMap(
                value -> value instanceof Num(String text) ? Optional.of(text) : Optional.empty());
    return literal
        .map(Double::valueOf)
        .or(
            () ->
                tree.text("value")
                    .flatMap(
                        text ->
                            switch (text) {
                              case "Infinity" -> Optional.of(Double.POSITIVE_INFINITY);
                              case "-Infinity" -> Optional.of(Double.NEGATIVE_INFINITY);
                              case "NaN" -> Optional.of(Double.NaN);
                              default -> Optional.empty();
                            }));
  }

  private static <E extends Enum<E>> Optional<E> constant(Class<E> type, Tree tree, String name) {
    return tree.text(name).flatMap(text -> Enums.getIfPresent(type, text).toJavaUtil());
  }
}
