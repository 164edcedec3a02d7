package dev.canary.testkit.cluster.api.protobuf;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads fields of a protobuf message, one after the other (protobuf encoding, wire format). */
final class Wire {

  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED32 = 5;

  private final ByteBuffer bytes;

  Wire(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  /**
   * One field: a number, or the bytes of a string or message.
   *
   * @param number which field
   */
  record Field(int number, long value, ByteBuffer content) {
    String text() {
      return StandardCharsets.UTF_8.decode(content.duplicate()).toString();
    }
  }

  boolean hasMore() {
    return bytes.hasRemaining();
  }

  /**
   * Returns the next field.
   *
   * @throws IllegalArgumentException if the bytes are no message
   */
  Field next() {
    try {
      long key = varint();
      int number = (int) (key >>> 3);
      return switch ((int) (key & 7)) {
        case VARINT -> new Field(number, varint(), ByteBuffer.allocate(0));
        case FIXED64 -> new Field(number, bytes.getLong(), ByteBuffer.allocate(0));
        case FIXED32 -> new Field(number, bytes.getInt(), ByteBuffer.allocate(0));
        case LENGTH_DELIMITED -> new Field(number, 0, take(varint()));
        default -> throw new IllegalArgumentException("unknown wire type in field " + number);
      };
    } catch (BufferUnderflowException cut) {
      throw new IllegalArgumentException("the message ends in the middle of a field", cut);
    }
  }

  private ByteBuffer take(long length) {
    if (length < 0 || length > bytes.remaining()) {
      throw new BufferUnderflowException();
    }
    ByteBuffer part = bytes.slice(bytes.position(), (int) length);
    bytes.position(bytes.position() + (int) length);
    return part;
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte b = bytes.get();
      value |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number is longer than 64 bits");
  }
}
