package dev.godwit.worker.batch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.godwit.protocol.DeadLetter;
import dev.godwit.protocol.Task;
import dev.godwit.worker.batch.PageOutcome.FailedDocument;
import dev.godwit.worker.mongo.DatabaseException;
import dev.godwit.worker.mongo.Documents;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/** Makes messages of the documents that failed and were skipped. */
record DeadLetters(DeadLetterPolicy policy, Documents documents, Attempts attempts) {

  List<DeadLetter> of(Task task, List<FailedDocument> failed, Instant now)
      throws InterruptedException {
    Map<Object, RawBsonDocument> images = images(failed);
    return failed.stream()
        .map(
            each ->
                new DeadLetter(
                    task.batchId(),
                    task.attempt(),
                    each.id(),
                    each.reason(),
                    document(each, images),
                    now))
        .toList();
  }

  /** A declared update reads nothing but ids. */
  private Map<Object, RawBsonDocument> images(List<FailedDocument> failed)
      throws InterruptedException {
    List<BsonValue> unread =
        failed.stream().filter(each -> each.image() == null).map(FailedDocument::id).toList();
    if (!policy.includeDocument() || unread.isEmpty()) {
      return Map.of();
    }
    try {
      return new Rereading(documents, attempts).now(unread);
    } catch (DatabaseException e) {
      // What was written is written: better a dead letter without its document than a lost count.
      return Map.of();
    }
  }

  private @Nullable JsonNode document(FailedDocument failed, Map<Object, RawBsonDocument> images) {
    if (!policy.includeDocument()) {
      return null;
    }
    RawBsonDocument image =
        failed.image() == null ? images.get(BsonBytes.key(failed.id())) : failed.image();
    return image == null ? null : DocumentJson.of(image);
  }
}
