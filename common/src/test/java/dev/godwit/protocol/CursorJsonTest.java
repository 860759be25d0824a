package dev.godwit.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.UUID;
import java.util.stream.Stream;
import org.bson.BsonBinary;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDecimal128;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonMaxKey;
import org.bson.BsonMinKey;
import org.bson.BsonNull;
import org.bson.BsonObjectId;
import org.bson.BsonRegularExpression;
import org.bson.BsonString;
import org.bson.BsonTimestamp;
import org.bson.BsonValue;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CursorJsonTest {

  static Stream<Arguments> ids() {
    return Stream.of(
        arguments(new BsonInt32(1), "{\"$numberInt\":\"1\"}"),
        arguments(new BsonInt64(1), "{\"$numberLong\":\"1\"}"),
        arguments(new BsonInt64(Long.MIN_VALUE), "{\"$numberLong\":\"-9223372036854775808\"}"),
        arguments(new BsonDouble(1), "{\"$numberDouble\":\"1.0\"}"),
        arguments(new BsonDouble(-0.0), "{\"$numberDouble\":\"-0.0\"}"),
        arguments(new BsonDouble(Double.NaN), "{\"$numberDouble\":\"NaN\"}"),
        arguments(new BsonDouble(Double.NEGATIVE_INFINITY), "{\"$numberDouble\":\"-Infinity\"}"),
        arguments(new BsonDecimal128(Decimal128.parse("1.0")), "{\"$numberDecimal\":\"1.0\"}"),
        arguments(new BsonString("1"), "\"1\""),
        arguments(new BsonString(""), "\"\""),
        arguments(new BsonString("\"\\\u0000é😀"), "\"\\\"\\\\\\u0000é😀\""),
        arguments(BsonNull.VALUE, "null"),
        arguments(BsonBoolean.TRUE, "true"),
        arguments(new BsonDateTime(1), "{\"$date\":{\"$numberLong\":\"1\"}}"),
        arguments(new BsonDateTime(-1), "{\"$date\":{\"$numberLong\":\"-1\"}}"),
        arguments(
            new BsonObjectId(new ObjectId("65a100000000000000000001")),
            "{\"$oid\":\"65a100000000000000000001\"}"),
        arguments(
            new BsonBinary(new UUID(1, 2)),
            "{\"$binary\":{\"base64\":\"AAAAAAAAAAEAAAAAAAAAAg==\",\"subType\":\"04\"}}"),
        arguments(
            new BsonDocument("a", new BsonInt32(1)).append("after", new BsonInt64(1)),
            "{\"a\":{\"$numberInt\":\"1\"},\"after\":{\"$numberLong\":\"1\"}}"),
        arguments(new BsonDocument(), "{}"),
        arguments(new BsonTimestamp(1, 2), "{\"$timestamp\":{\"t\":1,\"i\":2}}"),
        arguments(
            new BsonRegularExpression("^a", "i"),
            "{\"$regularExpression\":{\"pattern\":\"^a\",\"options\":\"i\"}}"),
        arguments(new BsonMinKey(), "{\"$minKey\":1}"),
        arguments(new BsonMaxKey(), "{\"$maxKey\":1}"));
  }

  @ParameterizedTest
  @MethodSource("ids")
  void everyIdSurvivesWithItsType(BsonValue id, String json) {
    // when
    String written = Json.write(new Cursor(id));
    // then
    assertThat(written).isEqualTo("{\"after\":" + json + "}");
    assertThat(Json.read(written, Cursor.class).after()).isEqualTo(id);
  }

  @ParameterizedTest
  @MethodSource("ids")
  void anIdTypedIntoACommandIsTheSameId(BsonValue id, String json) {
    // when
    Command command =
        CommandReader.read(
            "{\"command\":\"start\",\"migration\":\"a\",\"cursor\":{\"after\":%s}}"
                .formatted(json));
    // then
    assertThat(command.options().startAt()).isEqualTo(new StartOptions.StartAt(new Cursor(id)));
  }

  @Test
  void theOrderOfFieldsMakesAnotherId() {
    Cursor one = new Cursor(BsonDocument.parse("{a: 1, b: 2}"));
    assertThat(one).isNotEqualTo(new Cursor(BsonDocument.parse("{b: 2, a: 1}")));
    assertThat(one).isEqualTo(new Cursor(BsonDocument.parse("{a: 1, b: 2}")));
    assertThat(new Cursor(new BsonInt32(1))).isNotEqualTo(new Cursor(new BsonInt64(1)));
  }
}
