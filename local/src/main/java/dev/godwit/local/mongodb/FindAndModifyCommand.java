package dev.godwit.local.mongodb;

import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.FailedToParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Carries out a {@code findAndModify} under the lock of its collection. */
record FindAndModifyCommand(EmbeddedCollection collection, Document command) {

  Document execute() {
    Object update = command.get("update");
    boolean remove = Utils.isTrue(command.get("remove"));
    Document filter = (Document) command.getOrDefault("query", new Document());
    List<Document> found = collection.find(filter, (Document) command.get("sort"), 1);
    if (remove && update == null) {
      found.forEach(collection::removeDocument);
      return reply(new Document("n", found.size()), found.isEmpty() ? null : found.get(0));
    }
    if (remove || update == null) {
      throw new FailedToParseException("Either an update or remove=true must be specified");
    }
    List<?> arrayFilters = (List<?>) command.getOrDefault("arrayFilters", List.of());
    Change change = Change.parse(update, filter, arrayFilters, collection.getDatabase());
    if (!found.isEmpty()) {
      return updated(found.get(0), change.of(found.get(0)));
    }
    return Utils.isTrue(command.get("upsert"))
        ? inserted(change.inserted(filter))
        : reply(new Document("n", 0).append("updatedExisting", false), null);
  }

  private Document updated(Document before, Document after) {
    boolean changed = collection.replace(before, after);
    return reply(
        new Document("n", 1).append("updatedExisting", true),
        wantsNew() && changed ? after : before);
  }

  private Document inserted(Document document) {
    collection.addDocument(document);
    return reply(
        new Document("n", 1)
            .append("updatedExisting", false)
            .append("upserted", document.get(IdIndex.FIELD)),
        wantsNew() ? document : null);
  }

  private boolean wantsNew() {
    return Utils.isTrue(command.get("new"));
  }

  private Document reply(Document lastError, @Nullable Document value) {
    Document fields = (Document) command.get("fields");
    return new Document("lastErrorObject", lastError)
        .append("value", value == null ? null : collection.project(value, fields))
        .append("ok", 1.0);
  }
}
