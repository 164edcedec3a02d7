package dev.canary.metrics.prometheus;

import dev.canary.core.model.Measurement;
import dev.canary.core.tree.Json;
import dev.canary.core.tree.JsonException;
import dev.canary.core.tree.Tree;
import dev.canary.core.tree.Tree.Arr;
import dev.canary.core.tree.Tree.Null;
import dev.canary.core.tree.Tree.Obj;
import dev.canary.core.tree.Tree.Str;
import dev.canary.metrics.source.Bodies;
import dev.canary.metrics.source.Floats;
import java.util.Optional;

/**
 * Reads the answer to an instant query (metrics chapter, section 5.1). Of several series the last
 * one decides; status, warnings and result type are not looked at.
 */
final class PrometheusAnswer {

  private PrometheusAnswer() {}

  /**
   * Returns what the answer says.
   *
   * @param type name users know the source by
   */
  static Measurement read(String type, String body) {
    try {
      return last(type, result(Json.read(body)));
    } catch (JsonException malformed) {
      String why = malformed.getMessage() == null ? "not JSON" : malformed.getMessage();
      return new Measurement.ProviderError(
          "error unmarshaling result: " + why + ", '" + Bodies.quoted(body) + "'");
    } catch (Unfit unfit) {
      return new Measurement.QueryError(
          "error unmarshaling result: " + unfit.getMessage() + ", '" + Bodies.quoted(body) + "'");
    } catch (NumberFormatException noNumber) {
      return new Measurement.QueryError(String.valueOf(noNumber.getMessage()));
    }
  }

  private static Arr result(Tree answer) {
    Obj data =
        member(object(answer, "the answer"), "data").map(t -> object(t, "data")).orElse(Obj.EMPTY);
    return member(data, "result").map(PrometheusAnswer::list).orElse(Arr.EMPTY);
  }

  private static Arr list(Tree result) {
    if (result instanceof Arr list) {
      return list;
    }
    throw new Unfit("data.result is not a list");
  }

  private static Measurement last(String type, Arr result) {
    double last = Double.NaN;
    for (Tree element : result.elements()) {
      Obj series = object(element, "an element of data.result");
      if (member(series, "values").isPresent()) {
        return new Measurement.QueryError("query returned multiple values");
      }
      Optional<Tree> sample = member(series, "value");
      if (sample.isEmpty() || !(sample.get() instanceof Arr pair) || pair.elements().size() < 2) {
        throw new Unfit("an element of data.result has no value with a time and a number");
      }
      if (pair.elements().get(1) instanceof Str(String number)) {
        last = Floats.parse(number);
      }
    }
    return Double.isNaN(last)
        ? new Measurement.NoData(type, "no values found")
        : new Measurement.Value(last);
  }

  private static Obj object(Tree tree, String what) {
    if (tree instanceof Obj object) {
      return object;
    }
    throw new Unfit(what + " is not an object");
  }

  /** Finds a member, in any case of letters if need be; null is as good as missing. */
  private static Optional<Tree> member(Obj object, String name) {
    return object
        .member(name)
        .or(
            () ->
                object.members().entrySet().stream()
                    .filter(member -> member.getKey().equalsIgnoreCase(name))
                    .map(java.util.Map.Entry::getValue)
                    .findFirst())
        .filter(value -> !(value instanceof Null));
  }

  /** JSON, but not what an instant query is answered with. */
  private static final class Unfit extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unfit(String message) {
      super(message);
    }
  }
}
