package dev.godwit.worker.consume;

import dev.godwit.protocol.ExtendedJson;
import dev.godwit.protocol.Json;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** Cuts texts for people to what fits into a message in any case. */
final class Texts {

  private static final int MOST = 500;

  private Texts() {}

  static String cut(String text) {
    return text.length() <= MOST ? text : text.substring(0, MOST) + "…";
  }

  static @Nullable String cutOrNull(@Nullable String text) {
    return text == null ? null : cut(text);
  }

  static boolean isLong(@Nullable BsonValue value) {
    return value != null && ExtendedJson.write(value).length() > MOST;
  }

  static int bytes(Object message) {
    return Json.bytes(message).length;
  }
}
