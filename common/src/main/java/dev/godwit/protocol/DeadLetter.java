package dev.godwit.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * A document that could not be migrated.
 *
 * @param batchId in which batch
 * @param attempt at which attempt
 * @param documentId its {@code _id}
 * @param error why
 * @param document what it was when it was read; null unless the worker is set to send it
 * @param at when
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record DeadLetter(
    @JsonUnwrapped BatchId batchId,
    int attempt,
    BsonValue documentId,
    String error,
    @Nullable JsonNode document,
    Instant at) {
  public DeadLetter {
    document = document == null || document.isNull() ? null : document;
  }
}
