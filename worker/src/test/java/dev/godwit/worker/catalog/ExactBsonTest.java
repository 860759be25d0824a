package dev.godwit.worker.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.protocol.Json;
import org.bson.BsonDateTime;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonObjectId;
import org.bson.BsonValue;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExactBsonTest {

  @Test
  void numbersKeepTheirTypes() throws Exception {
    assertThat(read("1")).isEqualTo(new BsonInt32(1));
    assertThat(read("3000000000")).isEqualTo(new BsonInt64(3_000_000_000L));
    assertThat(read("1.0")).isEqualTo(new BsonDouble(1));
    assertThat(read("0.1")).isEqualTo(new BsonDouble(0.1));
    assertThat(read("1e3")).isEqualTo(new BsonDouble(1000));
    assertThat(read("{\"$numberLong\":\"1\"}")).isEqualTo(new BsonInt64(1));
  }

  @Test
  void extendedJsonIsRead() throws Exception {
    assertThat(read("{\"$oid\":\"65a1b2c3d4e5f60718293a4b\"}"))
        .isEqualTo(new BsonObjectId(new ObjectId("65a1b2c3d4e5f60718293a4b")));
    assertThat(read("{\"$date\":\"1970-01-01T00:00:01Z\"}")).isEqualTo(new BsonDateTime(1000));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9223372036854775808",
        "0.1000000000000000055511151231257827",
        "12345678901234567.8",
        "1e400",
        "-1e400",
        "1e-400"
      })
  void numbersThatWouldBeRoundedAreRefused(String number) {
    assertThatThrownBy(() -> read("{\"a\":[1," + number + "]}"))
        .isInstanceOf(UnreadableException.class)
        .hasMessageStartingWith("update.a[1]: ")
        .hasMessageContaining("would be rounded; write {\"$numberDecimal\"");
  }

  @Test
  void deepNestingIsRefused() {
    assertThatThrownBy(() -> read("{\"a\":".repeat(101) + "1" + "}".repeat(101)))
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining("deeper than the 100 levels");
  }

  @Test
  void whatIsNoExtendedJsonIsRefused() {
    assertThatThrownBy(() -> read("{\"$oid\":\"nonsense\"}"))
        .isInstanceOf(UnreadableException.class)
        .hasMessageStartingWith("update: not Extended JSON");
  }

  private static BsonValue read(String json) throws UnreadableException {
    return ExactBson.of("update", Json.tree(json));
  }
}
