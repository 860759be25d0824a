package dev.godwit.local.mongodb;

import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.oplog.NoopOplog;
import java.util.ArrayList;
import java.util.List;

/**
 * Carries out the writes of one {@code insert}, {@code update} or {@code delete} command: in order,
 * an ordered one until the first error, and counts what was done.
 */
final class WriteCommands {

  private static final int INVALID_NAMESPACE = 73;

  private final String database;
  private final Refusals refusals;

  WriteCommands(String database, Refusals refusals) {
    this.database = database;
    this.refusals = refusals;
  }

  static boolean mayInsert(String name, Document command) {
    return !name.equals("delete")
        && (!name.equals("update")
            || writes(name, command).stream().anyMatch(write -> Utils.isTrue(write.get("upsert"))));
  }

  Document execute(EmbeddedCollection collection, String name, Document command) {
    if (collection.getCollectionName().startsWith("system.")) {
      throw new MongoServerError(
          INVALID_NAMESPACE, "InvalidNamespace", "cannot write to " + collection.getFullName());
    }
    boolean ordered = !Boolean.FALSE.equals(command.get("ordered"));
    List<Document> writes = writes(name, command);
    WriteReply reply = new WriteReply();
    for (int i = 0; i < writes.size(); i++) {
      Document write = writes.get(i);
      try {
        refusals.checkWrite(database, collection.getCollectionName(), name, write);
        execute(collection, name, write, i, reply);
      } catch (MongoServerError error) {
        reply.failed(i, error);
        if (ordered) {
          break;
        }
      }
    }
    return reply.toDocument(name.equals("update"));
  }

  @SuppressWarnings("unchecked")
  private static List<Document> writes(String name, Document command) {
    String field = name.equals("insert") ? "documents" : name + "s";
    return (List<Document>) command.getOrDefault(field, List.of());
  }

  private static void execute(
      EmbeddedCollection collection, String name, Document write, int index, WriteReply reply) {
    switch (name) {
      case "insert" -> {
        collection.addDocument(write);
        reply.matched(1, 0);
      }
      case "delete" -> {
        int limit = Arguments.number("limit", write.get("limit"));
        Document filter = Arguments.document("q", write.get("q"));
        reply.matched(collection.deleteDocuments(filter, limit, NoopOplog.get()), 0);
      }
      default -> update(collection, write, index, reply);
    }
  }

  private static void update(
      EmbeddedCollection collection, Document write, int index, WriteReply reply) {
    UpdateStatement update = UpdateStatement.of(write);
    synchronized (collection) {
      Document result = update.apply(collection);
      if (result.containsKey("upserted")) {
        reply.upserted(index, result.get("upserted"));
      } else {
        reply.matched(
            Arguments.number("n", result.get("n")),
            Arguments.number("nModified", result.get("nModified")));
      }
    }
  }

  /** The reply as it grows. */
  private static final class WriteReply {

    private final List<Document> upserted = new ArrayList<>();
    private final List<Document> errors = new ArrayList<>();
    private int matched;
    private int modified;

    void matched(int documents, int changed) {
      matched += documents;
      modified += changed;
    }

    void upserted(int index, Object id) {
      matched++;
      upserted.add(new Document("index", index).append("_id", id));
    }

    void failed(int index, MongoServerError error) {
      Document entry = new Document("index", index).append("code", error.getCode());
      entry.putIfNotNull("codeName", error.getCodeName());
      errors.add(entry.append("errmsg", error.getMessageWithoutErrorCode()));
    }

    Document toDocument(boolean update) {
      Document reply = new Document("n", matched);
      if (update) {
        reply.append("nModified", modified);
      }
      if (!upserted.isEmpty()) {
        reply.append("upserted", upserted);
      }
      if (!errors.isEmpty()) {
        reply.append("writeErrors", errors);
      }
      return reply.append("ok", 1.0);
    }
  }
}
