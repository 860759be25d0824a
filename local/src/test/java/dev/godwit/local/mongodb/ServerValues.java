package dev.godwit.local.mongodb;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Values of all kinds as the embedded server has them in memory. */
final class ServerValues {

  /** Some of each kind that can be compared with, without MinKey and MaxKey; in order. */
  static final List<@Nullable Object> ORDINARY =
      Collections.unmodifiableList(
          Arrays.asList(
              null,
              Double.NaN,
              Double.NEGATIVE_INFINITY,
              -3L,
              0,
              0.5,
              new Decimal128(new BigDecimal("0.75")),
              1,
              Long.MAX_VALUE,
              Double.POSITIVE_INFINITY,
              "",
              "a",
              "b",
              new Document(),
              new Document("a", 1),
              new Document("a", 2),
              new BinData(new byte[] {1}),
              new BinData(new byte[] {1, 2}),
              new UUID(1, 2),
              new ObjectId("000000000000000000000001"),
              new ObjectId("000000000000000000000002"),
              false,
              true,
              Instant.ofEpochMilli(-5),
              Instant.EPOCH,
              new BsonTimestamp(1),
              new BsonTimestamp(2)));

  private ServerValues() {}

  /** What a field may hold, in order: the ordinary ones and those that are rare. */
  static List<@Nullable Object> all() {
    List<@Nullable Object> values = new ArrayList<>();
    values.add(MinKey.getInstance());
    values.add(Missing.getInstance());
    values.addAll(ORDINARY);
    values.add(new BsonRegularExpression("a", ""));
    values.add(MaxKey.getInstance());
    return values;
  }
}
