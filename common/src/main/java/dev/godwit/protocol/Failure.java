package dev.godwit.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong.
 *
 * @param message what failed and why
 * @param documentId the {@code _id} of the document, when it was one document's fault
 * @param batch the batch in which it happened, when there was one
 * @param at when
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Failure(
    String message, @Nullable BsonValue documentId, @Nullable Long batch, Instant at) {
  public Failure {
    // In JSON, none and the _id null look alike; the message names the latter too.
    documentId = documentId == null || documentId.isNull() ? null : documentId;
  }
}
