package dev.godwit.worker.batch;

import dev.godwit.worker.mongo.BsonCodecs;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import org.bson.Document;
import org.bson.RawBsonDocument;

/** A page as migrations see it: decoded only when looked at, so that it costs nothing otherwise. */
final class PageDocuments extends AbstractList<Document> implements RandomAccess {

  private final List<RawBsonDocument> documents;

  PageDocuments(List<RawBsonDocument> documents) {
    this.documents = documents;
  }

  @Override
  public Document get(int index) {
    return BsonCodecs.toDocument(documents.get(index));
  }

  @Override
  public int size() {
    return documents.size();
  }
}
