package dev.godwit.worker.consume;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.godwit.protocol.DeadLetter;
import org.bson.BsonString;
import org.jspecify.annotations.Nullable;

/** Cuts dead letters down that are too large to be sent. */
final class ShortLetters {

  /** Stands for an {@code _id} that no message can hold, so that its document cannot be found. */
  static final BsonString NO_ID = new BsonString("an _id too large for a message");

  private ShortLetters() {}

  /** A letter that says the same as far as it can in so many bytes. */
  static DeadLetter of(DeadLetter letter, int maxBytes) {
    DeadLetter shorter =
        new DeadLetter(
            letter.batchId(),
            letter.attempt(),
            letter.documentId(),
            Texts.cut(letter.error()),
            cut(letter.document()),
            letter.at());
    return Texts.bytes(shorter) <= maxBytes
        ? shorter
        : new DeadLetter(
            letter.batchId(),
            letter.attempt(),
            NO_ID,
            Texts.cut(letter.error()),
            cut(letter.document()),
            letter.at());
  }

  private static @Nullable JsonNode cut(@Nullable JsonNode document) {
    return document == null
        ? null
        : JsonNodeFactory.instance.objectNode().put("$cut", "a document too large for a message");
  }
}
