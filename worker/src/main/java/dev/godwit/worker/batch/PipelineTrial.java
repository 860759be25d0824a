package dev.godwit.worker.batch;

import dev.godwit.worker.mongo.BsonCodecs;
import dev.godwit.worker.mongo.DatabaseException;
import dev.godwit.worker.mongo.Documents;
import dev.godwit.worker.mongo.Query;
import dev.godwit.worker.mongo.Trouble;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;

/**
 * Tries the stages of an update by aggregating: all that an update may have turn one document into
 * one document and keep the order.
 */
record PipelineTrial(Documents documents, BsonArray stages, Attempts attempts) implements Trial {

  @Override
  public List<Tried> of(PageRead page) throws InterruptedException {
    return page.isEmpty() ? List.of() : tryAll(page.documents());
  }

  /** Where one fails, all do: then half of them at a time, until it stands alone. */
  private List<Tried> tryAll(List<RawBsonDocument> befores) throws InterruptedException {
    String reason;
    try {
      List<RawBsonDocument> afters = attempts.read(() -> documents.aggregate(pipeline(befores)));
      if (afters.size() == befores.size()) {
        List<Tried> tried = new ArrayList<>();
        for (int i = 0; i < befores.size(); i++) {
          tried.add(compare(befores.get(i), afters.get(i)));
        }
        return tried;
      }
      reason = "it was deleted meanwhile";
    } catch (DatabaseException e) {
      if (e.trouble() != Trouble.REFUSED && e.trouble() != Trouble.TOO_LARGE) {
        throw e;
      }
      reason = String.valueOf(e.getMessage());
    }
    if (befores.size() == 1) {
      return List.of(Tried.failing(befores.get(0), reason));
    }
    int half = befores.size() / 2;
    List<Tried> tried = new ArrayList<>(tryAll(befores.subList(0, half)));
    tried.addAll(tryAll(befores.subList(half, befores.size())));
    return tried;
  }

  private List<BsonDocument> pipeline(List<RawBsonDocument> befores) {
    List<BsonValue> ids = befores.stream().map(document -> document.get("_id")).toList();
    List<BsonDocument> pipeline = new ArrayList<>();
    pipeline.add(
        new BsonDocument(
            "$match", new BsonDocument("_id", new BsonDocument("$in", new BsonArray(ids)))));
    pipeline.add(new BsonDocument("$sort", Query.BY_ID));
    stages.forEach(stage -> pipeline.add(stage.asDocument()));
    return pipeline;
  }

  /** An update keeps the {@code _id}, and in front, whatever its stages make of it. */
  private static Tried compare(RawBsonDocument before, RawBsonDocument result) {
    BsonValue id = before.get("_id");
    BsonValue given = result.get("_id");
    if (given != null && !BsonBytes.same(given, id)) {
      return Tried.failing(before, "it would get another _id, which MongoDB refuses");
    }
    BsonDocument after = new BsonDocument("_id", id);
    after.putAll(BsonCodecs.toMutable(result));
    return Tried.becoming(before, BsonCodecs.toRaw(after));
  }
}
