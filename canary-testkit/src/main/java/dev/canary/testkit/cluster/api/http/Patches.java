package dev.canary.testkit.cluster.api.http;

import com.google.common.base.Splitter;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.api.error.ApiException;
import dev.canary.testkit.cluster.api.error.Reason;
import dev.canary.testkit.cluster.api.patch.JsonPatch;
import dev.canary.testkit.cluster.api.patch.MergePatch;
import dev.canary.testkit.cluster.api.patch.PatchException;
import dev.canary.testkit.cluster.api.patch.StrategicMergePatch;
import java.util.function.UnaryOperator;

/** Reads patches of the four content types. */
final class Patches {

  /** The content type of server-side apply. */
  static final String APPLY = "application/apply-patch+yaml";

  private Patches() {}

  static String type(Call call) {
    return Splitter.on(';').split(call.contentType()).iterator().next().strip();
  }

  /**
   * Returns the patch as a function.
   *
   * @param custom whether the resource is declared by a CRD, which has no strategic merge
   */
  static UnaryOperator<Tree> read(Call call, boolean custom) {
    String type = type(call);
    Tree patch = call.tree();
    return switch (type) {
      case "application/merge-patch+json" -> current -> MergePatch.apply(current, patch);
      case "application/json-patch+json" ->
          current -> orRefused(() -> JsonPatch.apply(current, patch));
      case "application/strategic-merge-patch+json" -> {
        if (custom) {
          throw unsupported(type);
        }
        yield current -> StrategicMergePatch.apply(current, patch);
      }
      case APPLY -> {
        Tree wanted = patch.without("metadata", "managedFields");
        yield current -> applied(current, wanted, custom);
      }
      default -> throw unsupported(type);
    };
  }

  private static Tree applied(Tree current, Tree wanted, boolean custom) {
    return custom ? MergePatch.apply(current, wanted) : StrategicMergePatch.apply(current, wanted);
  }

  @FunctionalInterface
  private interface Patching {
    Tree apply();
  }

  private static Tree orRefused(Patching patching) {
    try {
      return patching.apply();
    } catch (PatchException refused) {
      throw ApiException.of(
          refused.malformed() ? Reason.BAD_REQUEST : Reason.INVALID, refused.message());
    }
  }

  private static ApiException unsupported(String type) {
    return ApiException.of(
        Reason.UNSUPPORTED_MEDIA_TYPE,
        "the body of the request was in an unknown format - a patch of type \""
            + type
            + "\" is not accepted here; accepted are application/json-patch+json,"
            + " application/merge-patch+json, "
            + APPLY
            + " and, for built-in kinds, application/strategic-merge-patch+json");
  }
}
