package dev.godwit.worker.batch;

import dev.godwit.worker.mongo.BsonCodecs;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;

/** Tries update operators by computing what they would do. */
record OperatorTrial(BsonDocument update) implements Trial {

  @Override
  public List<Tried> of(PageRead page) {
    return page.documents().stream().map(this::tryOne).toList();
  }

  private Tried tryOne(RawBsonDocument before) {
    BsonDocument document = BsonCodecs.toMutable(before);
    try {
      Operator.applyAll(update, document);
    } catch (DocumentFailedException e) {
      return Tried.failing(before, e.reason());
    }
    return Tried.becoming(before, BsonCodecs.toRaw(document));
  }
}
