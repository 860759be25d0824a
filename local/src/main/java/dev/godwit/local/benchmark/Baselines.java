package dev.godwit.local.benchmark;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;

/** What people write by hand instead: neither resumable nor safe beside an application. */
record Baselines(MongoCollection<Document> collection) {

  Baselines {
    collection = collection.withWriteConcern(WriteConcern.MAJORITY);
  }

  /** Pages by {@code _id}, one bulk of unconditional updates for each. */
  void loop(int pageSize, int round) {
    Bson after = new Document();
    while (true) {
      List<Document> page =
          collection
              .find(after)
              .sort(Sorts.ascending("_id"))
              .limit(pageSize)
              .into(new ArrayList<>());
      if (page.isEmpty()) {
        return;
      }
      List<WriteModel<Document>> writes = new ArrayList<>();
      for (Document document : page) {
        writes.add(
            new UpdateOneModel<>(Filters.eq(document.get("_id")), Updates.set("byHand", round)));
      }
      collection.bulkWrite(writes);
      after = Filters.gt("_id", page.get(page.size() - 1).get("_id"));
    }
  }

  /** The same, but each update is conditional on the whole document being as it was read. */
  void guardedLoop(int pageSize, int round) {
    MongoCollection<RawBsonDocument> raw = collection.withDocumentClass(RawBsonDocument.class);
    Bson after = new Document();
    while (true) {
      List<RawBsonDocument> page =
          raw.find(after).sort(Sorts.ascending("_id")).limit(pageSize).into(new ArrayList<>());
      if (page.isEmpty()) {
        return;
      }
      List<WriteModel<RawBsonDocument>> writes = new ArrayList<>();
      for (RawBsonDocument document : page) {
        writes.add(new UpdateOneModel<>(unchanged(document), Updates.set("guarded", round)));
      }
      raw.bulkWrite(writes);
      after = Filters.gt("_id", page.get(page.size() - 1).get("_id"));
    }
  }

  private static BsonDocument unchanged(RawBsonDocument document) {
    BsonDocument literal = new BsonDocument("$literal", document);
    BsonArray operands = new BsonArray(List.of(new BsonString("$$ROOT"), literal));
    return new BsonDocument("_id", document.get("_id"))
        .append("$expr", new BsonDocument("$eq", operands));
  }

  /** One statement for all of them. */
  void updateMany(int round) {
    collection.updateMany(new Document(), Updates.set("atOnce", round));
  }
}
