package dev.godwit.worker.batch;

import dev.godwit.protocol.DeadLetter;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.Failure;
import dev.godwit.protocol.FailureKind;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.OffsetRange;
import dev.godwit.protocol.Task;
import dev.godwit.worker.mongo.BsonCodecs;
import dev.godwit.worker.mongo.BulkReply;
import dev.godwit.worker.mongo.Database;
import dev.godwit.worker.mongo.Query;
import dev.godwit.worker.mongo.Write;
import dev.godwit.worker.mongo.WriteRefusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.bson.BsonArray;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.RawBsonDocument;

/**
 * The one document that tells, for a segment of a migration, what was done last in a transaction,
 * and what came of it. Each transaction writes it, so that of two that are about the same segment
 * only one happens.
 *
 * @param task what is asked for
 * @param origin of the event that answers it
 */
record Marker(Task task, Event.Origin origin) {

  /** Beside the collections that are migrated. */
  static final String COLLECTION = "godwit.markers";

  private BsonDocument id() {
    return new BsonDocument("migration", new BsonString(task.batchId().migration()))
        .append("segment", new BsonInt32(task.batchId().segment()))
        .append("task", new BsonString(task.kind().wireName()));
  }

  /**
   * What came of the same before; empty when it is to be done.
   *
   * <p>The number of the batch does not decide: after trouble, a smaller page has another number
   * and begins where the larger one did.
   *
   * @throws BatchFailedException when it is neither what was done last nor what follows it
   */
  Optional<WorkResult> find(Database database) {
    List<RawBsonDocument> found = new ArrayList<>();
    database.documents(COLLECTION).read(Query.of(List.of(id())), found::add);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    RawBsonDocument marker = found.get(0);
    int run = marker.getInt32("run").getValue();
    if (run < task.batchId().run()) {
      return Optional.empty();
    }
    Event.Completed event =
        (Event.Completed) Json.read(marker.getString("event").getValue(), Event.class);
    if (run > task.batchId().run() || !(begins(event) || follows(event))) {
      throw new BatchFailedException(FailureKind.PERMANENT, neither(event));
    }
    return begins(event)
        ? Optional.of(again(event, marker.getArray("deadLetters")))
        : Optional.empty();
  }

  /** Whether it begins where the last one did. */
  private boolean begins(Event.Completed last) {
    OffsetRange tried = last.tried();
    return task.page().letters() == null || tried == null
        ? Objects.equals(last.span().from(), task.page().range().cursor())
        : tried.first() == task.page().letters().first();
  }

  /** Whether it begins where the last one ended. */
  private boolean follows(Event.Completed last) {
    OffsetRange tried = last.tried();
    return task.page().letters() == null || tried == null
        ? Objects.equals(last.span().cursor(), task.page().range().cursor())
        : tried.last() < task.page().letters().first();
  }

  private String neither(Event.Completed last) {
    return ("%s is neither the last one that was done, %s, nor the one after it, as %s in '%s' tells;"
            + " if the state of the run was lost and it is to be done again, delete that document")
        .formatted(task.batchId(), last.origin().batchId(), id().toJson(), COLLECTION);
  }

  /** As if it were done now, by whom it is asked of now. */
  private WorkResult again(Event.Completed event, BsonArray letters) {
    Failure error = event.error();
    return new WorkResult(
        letters.stream()
            .map(letter -> Json.read(letter.asString().getValue(), DeadLetter.class))
            .map(
                letter ->
                    new DeadLetter(
                        task.batchId(),
                        task.attempt(),
                        letter.documentId(),
                        letter.error(),
                        letter.document(),
                        letter.at()))
            .toList(),
        new Event.Completed(
            origin,
            event.span(),
            event.counts(),
            error == null
                ? null
                : new Failure(
                    error.message(), error.documentId(), task.batchId().batch(), error.at()),
            event.timing(),
            event.letters()),
        null);
  }

  /** Writes it, unless nothing was done: then the next one begins at the same place. */
  void leave(Database database, WorkResult result) {
    if (!(result.event() instanceof Event.Completed event)
        || (event.tried() == null && Objects.equals(event.span().from(), event.span().cursor()))) {
      return;
    }
    BsonDocument marker =
        new BsonDocument("_id", id())
            .append("run", new BsonInt32(task.batchId().run()))
            .append("batch", new BsonInt64(task.batchId().batch()))
            .append("at", new BsonDateTime(origin.at().toEpochMilli()))
            .append("event", new BsonString(Json.write(event)))
            .append(
                "deadLetters",
                new BsonArray(
                    result.deadLetters().stream()
                        .map(letter -> new BsonString(Json.write(letter)))
                        .toList()));
    Write write = new Write.Upsert(id(), BsonCodecs.toRaw(marker));
    BulkReply reply = database.documents(COLLECTION).write(List.of(write), true);
    WriteRefusal refusal = reply.refusals().get(0);
    if (refusal != null) {
      throw refusal.asTrouble();
    }
  }
}
