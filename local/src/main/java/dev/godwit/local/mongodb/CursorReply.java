package dev.godwit.local.mongodb;

import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;

/** The reply to a command that answers with a cursor. */
final class CursorReply {

  private CursorReply() {}

  static Document first(String namespace, QueryResult result) {
    return of(namespace, result.collectDocuments(), result.getCursorId());
  }

  static Document complete(String namespace, List<Document> documents) {
    return of(namespace, documents, 0);
  }

  private static Document of(String namespace, List<Document> firstBatch, long id) {
    Document cursor =
        new Document("id", id).append("ns", namespace).append("firstBatch", firstBatch);
    return new Document("cursor", cursor).append("ok", 1.0);
  }
}
