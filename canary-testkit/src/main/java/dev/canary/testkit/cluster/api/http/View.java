package dev.canary.testkit.cluster.api.http;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.api.registry.Page;
import dev.canary.testkit.cluster.api.registry.Target;
import dev.canary.testkit.cluster.api.table.Tables;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;

/** How objects are shown to a client: whole, as rows of a table, or by their metadata alone. */
final class View {

  private static final Splitter COMMAS = Splitter.on(',').trimResults();

  private enum Form {
    WHOLE,
    TABLE,
    METADATA
  }

  private final Target target;
  private final Form form;
  private final UnaryOperator<Tree> rowObject;
  private final InstantSource clock;

  private View(Target target, Form form, UnaryOperator<Tree> rowObject, InstantSource clock) {
    this.target = target;
    this.form = form;
    this.rowObject = rowObject;
    this.clock = clock;
  }

  /** Returns the first view that the call accepts; anything unknown is answered whole, as JSON. */
  static View of(Call call, Target target, InstantSource clock) {
    Form form = Form.WHOLE;
    for (String accepted : COMMAS.split(call.accept())) {
      if (accepted.contains("protobuf")) {
        continue;
      }
      if (accepted.contains("as=Table")) {
        form = Form.TABLE;
      } else if (accepted.contains("as=PartialObjectMetadata")) {
        form = Form.METADATA;
      }
      break;
    }
    UnaryOperator<Tree> rowObject =
        switch (call.query().text("includeObject")) {
          case "Object" -> UnaryOperator.identity();
          case "None" -> object -> Tree.Null.NULL;
          default -> Tables::metadataOnly;
        };
    return new View(target, form, rowObject, clock);
  }

  /** Returns what is shown of one object. */
  Tree one(Tree object) {
    return switch (form) {
      case WHOLE -> object;
      case METADATA -> Tables.metadataOnly(object);
      case TABLE -> {
        String version = object.textOr("", "metadata", "resourceVersion");
        yield table(Tree.members().put("resourceVersion", version).build(), List.of(object));
      }
    };
  }

  /** Returns what is shown of a list. */
  Tree list(Page page) {
    Tree.Members metadata = Tree.members().put("resourceVersion", Long.toString(page.version()));
    if (!page.next().isEmpty()) {
      metadata.put("continue", page.next());
    }
    if (page.remaining() > 0) {
      metadata.put("remainingItemCount", page.remaining());
    }
    return switch (form) {
      case WHOLE ->
          listOf(
              target.type().names().listKind(),
              target.apiVersion(),
              metadata.build(),
              page.items());
      case METADATA ->
          listOf(
              "PartialObjectMetadataList",
              "meta.k8s.io/v1",
              metadata.build(),
              page.items().stream()
                  .map(Tables::metadataOnly)
                  .collect(ImmutableList.toImmutableList()));
      case TABLE -> table(metadata.build(), page.items());
    };
  }

  private Tree table(Tree metadata, List<Tree> objects) {
    return Tables.table(target.version().columns(), metadata, objects, rowObject, clock.instant());
  }

  private static Tree listOf(
      String kind, String apiVersion, Tree metadata, ImmutableList<Tree> items) {
    return Tree.members()
        .put("kind", kind)
        .put("apiVersion", apiVersion)
        .put("metadata", metadata)
        .put("items", Tree.array(items))
        .build();
  }
}
