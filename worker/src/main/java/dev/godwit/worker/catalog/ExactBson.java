package dev.godwit.worker.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.godwit.protocol.ExtendedJson;
import dev.godwit.protocol.MalformedMessageException;
import java.math.BigDecimal;
import java.util.Map;
import org.bson.BsonValue;

/** Turns Extended JSON into BSON, and refuses what would not be the same afterwards. */
final class ExactBson {

  /** As deep as the server allows. */
  private static final int MAX_DEPTH = 100;

  private ExactBson() {}

  /**
   * The value.
   *
   * @param path where it stands, for the message
   * @throws UnreadableException when it is not Extended JSON, or holds a number that BSON's plain
   *     numbers cannot hold
   */
  static BsonValue of(String path, JsonNode json) throws UnreadableException {
    check(path, json, 0);
    try {
      return ExtendedJson.read(json);
    } catch (MalformedMessageException e) {
      throw new UnreadableException(path + ": " + e.getMessage());
    }
  }

  private static void check(String path, JsonNode json, int depth) throws UnreadableException {
    if (depth > MAX_DEPTH) {
      throw new UnreadableException(
          "%s: nested deeper than the %d levels that MongoDB takes".formatted(path, MAX_DEPTH));
    }
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      check(path + "." + field.getKey(), field.getValue(), depth + 1);
    }
    if (json.isArray()) {
      for (int i = 0; i < json.size(); i++) {
        check("%s[%d]".formatted(path, i), json.get(i), depth + 1);
      }
    }
    if (json.isBigInteger() || (json.isBigDecimal() && !isExact(json.decimalValue()))) {
      throw new UnreadableException(
          "%s: %s would be rounded; write {\"$numberDecimal\": \"%s\"}"
              .formatted(path, json, json));
    }
  }

  /** Whether a double stands for it and for no other number of as many digits. */
  private static boolean isExact(BigDecimal number) {
    double nearest = number.doubleValue();
    return Double.isFinite(nearest)
        && new BigDecimal(Double.toString(nearest)).compareTo(number) == 0;
  }
}
