package dev.godwit.local.mongodb;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.bson.BsonBinarySubType;
import org.bson.BsonTimestamp;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.Decimal128;
import org.bson.types.MaxKey;
import org.bson.types.MinKey;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/** Values of {@code _id} of all types, as the driver sends them. */
final class Ids {

  static final Binary UUID_ID = uuid(new UUID(1, 2));

  /** In the order in which a real server sorts them. */
  static final List<@Nullable Object> IN_ORDER =
      Collections.unmodifiableList(
          Arrays.asList(
              new MinKey(),
              null,
              Double.NaN,
              Double.NEGATIVE_INFINITY,
              Long.MIN_VALUE,
              -1.5,
              0,
              new Decimal128(new BigDecimal("0.1")),
              0.5,
              1L,
              2,
              new Decimal128(new BigDecimal("1E+300")),
              Double.POSITIVE_INFINITY,
              "",
              "1",
              "a",
              "é",
              new Document(),
              new Document("a", 1).append("b", 1),
              new Document("a", 2),
              new Document("b", 1),
              new Document("a", "x"),
              new Binary(new byte[] {1}),
              new Binary(new byte[] {-1}),
              new Binary(new byte[] {0, 0}),
              UUID_ID,
              new ObjectId("000000000000000000000001"),
              new ObjectId("ff0000000000000000000000"),
              false,
              true,
              new Date(-1),
              new Date(0),
              new BsonTimestamp(1, 1),
              new BsonTimestamp(1, 2),
              new MaxKey()));

  private Ids() {}

  static Binary uuid(UUID uuid) {
    byte[] bytes =
        ByteBuffer.allocate(16)
            .putLong(uuid.getMostSignificantBits())
            .putLong(uuid.getLeastSignificantBits())
            .array();
    return new Binary(BsonBinarySubType.UUID_STANDARD, bytes);
  }

  static Document document(@Nullable Object id) {
    return new Document("_id", id);
  }

  /** That are of one of the classes. */
  static List<@Nullable Object> of(Class<?>... classes) {
    return IN_ORDER.stream()
        .filter(id -> Arrays.stream(classes).anyMatch(type -> type.isInstance(id)))
        .toList();
  }

  static Pattern regex() {
    return Pattern.compile("a");
  }
}
