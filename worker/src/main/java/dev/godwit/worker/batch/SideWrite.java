package dev.godwit.worker.batch;

import dev.godwit.protocol.ExtendedJson;
import dev.godwit.worker.mongo.Write;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;

/**
 * What a document's migration writes into another collection.
 *
 * @param collection the other collection
 * @param id the {@code _id} there
 * @param write what is to happen to the document with that {@code _id}
 */
record SideWrite(String collection, BsonValue id, Write write) {

  static SideWrite upsert(String collection, BsonValue id, RawBsonDocument document) {
    return new SideWrite(collection, id, new Write.Upsert(id, document));
  }

  static SideWrite insertIfAbsent(String collection, BsonValue id, RawBsonDocument document) {
    return new SideWrite(collection, id, new Write.Insert(document));
  }

  static SideWrite delete(String collection, BsonValue id) {
    BsonDocument filter = new BsonDocument("_id", new BsonDocument("$eq", id));
    return new SideWrite(collection, id, new Write.Delete(filter));
  }

  boolean isInsertIfAbsent() {
    return write instanceof Write.Insert;
  }

  boolean isDelete() {
    return write instanceof Write.Delete;
  }

  @Override
  public String toString() {
    String what = isDelete() ? "deleting" : isInsertIfAbsent() ? "inserting" : "writing";
    return "%s %s in '%s'".formatted(what, ExtendedJson.write(id), collection);
  }
}
