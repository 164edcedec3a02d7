package dev.canary.testkit.cluster.api.protobuf;

import com.google.common.collect.ImmutableMap;
import dev.canary.core.tree.Tree;
import dev.canary.testkit.cluster.api.protobuf.Message.Field;
import dev.canary.testkit.cluster.api.protobuf.Message.Kind;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Objects in the protobuf form of Kubernetes: four bytes of magic, then an envelope with the type
 * and the object (source: {@code generated.proto} of {@code k8s.io/api} and {@code
 * k8s.io/apimachinery}).
 */
public final class Protobuf {

  private static final byte[] MAGIC = {'k', '8', 's', 0};

  private static final Kind TEXT = new Kind.Text();
  private static final Kind TEXT_MAP = new Kind.MapOf(TEXT);
  private static final Kind BYTES_MAP = new Kind.MapOf(new Kind.Bytes());

  private static final Kind METADATA =
      nested(
          ImmutableMap.<Integer, Field>builder()
              .put(1, new Field("name", TEXT))
              .put(2, new Field("generateName", TEXT))
              .put(3, new Field("namespace", TEXT))
              .put(5, new Field("uid", TEXT))
              .put(6, new Field("resourceVersion", TEXT))
              .put(11, new Field("labels", TEXT_MAP))
              .put(12, new Field("annotations", TEXT_MAP))
              .put(14, new Field("finalizers", new Kind.Texts()))
              .buildOrThrow());

  private static final Kind ACCESS =
      nested(
          ImmutableMap.<Integer, Field>builder()
              .put(1, new Field("namespace", TEXT))
              .put(2, new Field("verb", TEXT))
              .put(3, new Field("group", TEXT))
              .put(4, new Field("version", TEXT))
              .put(5, new Field("resource", TEXT))
              .put(6, new Field("subresource", TEXT))
              .put(7, new Field("name", TEXT))
              .buildOrThrow());

  private static final ImmutableMap<String, Message> KINDS =
      ImmutableMap.of(
          "Namespace",
          message(ImmutableMap.of()),
          "ServiceAccount",
          message(ImmutableMap.of()),
          "ConfigMap",
          message(
              ImmutableMap.of(
                  2, new Field("data", TEXT_MAP), 3, new Field("binaryData", BYTES_MAP))),
          "Secret",
          message(ImmutableMap.of(2, new Field("data", BYTES_MAP), 3, new Field("type", TEXT))),
          "SelfSubjectAccessReview",
          message(
              ImmutableMap.of(
                  2,
                  new Field(
                      "spec",
                      nested(ImmutableMap.of(1, new Field("resourceAttributes", ACCESS)))))));

  private static final Message TYPE =
      new Message(ImmutableMap.of(1, new Field("apiVersion", TEXT), 2, new Field("kind", TEXT)));

  private Protobuf() {}

  /**
   * Returns the object that the bytes hold; empty if they are malformed or hold a kind that is not
   * read here.
   */
  public static Optional<Tree> read(byte[] bytes) {
    if (bytes.length < MAGIC.length
        || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      return Optional.empty();
    }
    try {
      return unwrapped(ByteBuffer.wrap(bytes, MAGIC.length, bytes.length - MAGIC.length).slice());
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private static Optional<Tree> unwrapped(ByteBuffer envelope) {
    Tree type = Tree.Obj.EMPTY;
    ByteBuffer raw = ByteBuffer.allocate(0);
    Wire wire = new Wire(envelope);
    while (wire.hasMore()) {
      Wire.Field field = wire.next();
      if (field.number() == 1) {
        type = TYPE.read(field.content());
      } else if (field.number() == 2) {
        raw = field.content();
      }
    }
    Message message = KINDS.get(type.textOr("", "kind"));
    return message == null
        ? Optional.empty()
        : Optional.of(
            message
                .read(raw)
                .with(type.textOr("", "apiVersion"), "apiVersion")
                .with(type.textOr("", "kind"), "kind"));
  }

  private static Message message(ImmutableMap<Integer, Field> fields) {
    return new Message(
        ImmutableMap.<Integer, Field>builder()
            .put(1, new Field("metadata", METADATA))
            .putAll(fields)
            .buildOrThrow());
  }

  private static Kind nested(ImmutableMap<Integer, Field> fields) {
    return new Kind.Nested(new Message(fields));
  }
}
