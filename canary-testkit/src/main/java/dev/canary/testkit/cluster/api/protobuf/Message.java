package dev.canary.testkit.cluster.api.protobuf;

import com.google.common.collect.ImmutableMap;
import dev.canary.core.tree.Tree;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fields of one message; fields that it does not name are skipped.
 *
 * @param fields what the field numbers mean
 */
record Message(ImmutableMap<Integer, Field> fields) {

  /** What a field is read as. */
  sealed interface Kind {
    /** A string. */
    record Text() implements Kind {}

    /** A list of strings. */
    record Texts() implements Kind {}

    /** A boolean. */
    record Flag() implements Kind {}

    /** Bytes, as base64. */
    record Bytes() implements Kind {}

    /** A map from strings. */
    record MapOf(Kind value) implements Kind {}

    /** Another message. */
    record Nested(Message message) implements Kind {}
  }

  /** One field by its name in JSON. */
  record Field(String name, Kind kind) {}

  private static final int MAP_KEY = 1;
  private static final int MAP_VALUE = 2;

  Tree.Obj read(ByteBuffer bytes) {
    Map<String, Tree> members = new LinkedHashMap<>();
    Wire wire = new Wire(bytes);
    while (wire.hasMore()) {
      Wire.Field found = wire.next();
      Field field = fields.get(found.number());
      if (field != null && !isUnset(field.kind(), found)) {
        members.put(
            field.name(),
            value(field.kind(), found, members.getOrDefault(field.name(), Tree.Null.NULL)));
      }
    }
    return Tree.object(members);
  }

  /** Writers in Go send a string that is not set as an empty one. */
  private static boolean isUnset(Kind kind, Wire.Field found) {
    return kind instanceof Kind.Text && !found.content().hasRemaining();
  }

  private static Tree value(Kind kind, Wire.Field found, Tree before) {
    return switch (kind) {
      case Kind.Text() -> Tree.of(found.text());
      case Kind.Flag() -> Tree.of(found.value() != 0);
      case Kind.Bytes() -> {
        byte[] bytes = new byte[found.content().remaining()];
        found.content().duplicate().get(bytes);
        yield Tree.of(Base64.getEncoder().encodeToString(bytes));
      }
      case Kind.Nested(Message message) -> message.read(found.content());
      case Kind.Texts() -> {
        List<Tree> elements = new ArrayList<>(before.items());
        elements.add(Tree.of(found.text()));
        yield Tree.array(elements);
      }
      case Kind.MapOf(Kind valueKind) -> {
        Map<String, Tree> entries = new LinkedHashMap<>(before.fields());
        entry(entries, valueKind, new Wire(found.content()));
        yield Tree.object(entries);
      }
    };
  }

  private static void entry(Map<String, Tree> entries, Kind kind, Wire wire) {
    String key = "";
    Tree value = Tree.of("");
    while (wire.hasMore()) {
      Wire.Field part = wire.next();
      if (part.number() == MAP_KEY) {
        key = part.text();
      } else if (part.number() == MAP_VALUE) {
        value = value(kind, part, Tree.Null.NULL);
      }
    }
    entries.put(key, value);
  }
}
