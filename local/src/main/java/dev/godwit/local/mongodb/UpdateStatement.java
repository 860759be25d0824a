package dev.godwit.local.mongodb;

import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.FailedToParseException;
import java.util.List;

/** One update of an {@code update} command. */
record UpdateStatement(
    Document filter, Object update, boolean multi, boolean upsert, List<?> arrayFilters) {

  static UpdateStatement of(Document write) {
    return new UpdateStatement(
        Arguments.document("q", write.get("q")),
        Arguments.present("u", write.get("u")),
        Utils.isTrue(write.get("multi")),
        Utils.isTrue(write.get("upsert")),
        (List<?>) write.getOrDefault("arrayFilters", List.of()));
  }

  /**
   * Carries it out under the lock of the collection.
   *
   * @return {@code n} and {@code nModified}, and {@code upserted} with the {@code _id} of what was
   *     inserted
   */
  Document apply(EmbeddedCollection collection) {
    Change change = Change.parse(update, filter, arrayFilters, collection.getDatabase());
    if (multi && change instanceof Change.Replacement) {
      throw new FailedToParseException(
          "multi update is not supported for replacement-style update");
    }
    List<Document> matched = collection.find(filter, null, multi ? 0 : 1);
    int modified = 0;
    for (Document document : matched) {
      modified += collection.replace(document, change.of(document)) ? 1 : 0;
    }
    Document result = new Document("n", matched.size()).append("nModified", modified);
    if (matched.isEmpty() && upsert) {
      Document inserted = change.inserted(filter);
      collection.addDocument(inserted);
      result.append("upserted", inserted.get(IdIndex.FIELD));
    }
    return result;
  }
}
