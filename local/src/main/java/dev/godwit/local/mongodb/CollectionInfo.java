package dev.godwit.local.mongodb;

import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What {@code listCollections} tells of a collection. */
final class CollectionInfo {

  private static final Set<String> NOT_OPTIONS =
      Set.of("create", "writeConcern", "comment", "lsid", "maxTimeMS");

  private CollectionInfo() {}

  /** The options of a collection that was made by this {@code create} command. */
  static Document options(Document create) {
    Document options = new Document();
    create.forEach(
        (name, value) -> {
          if (!NOT_OPTIONS.contains(name) && !name.startsWith("$")) {
            options.put(name, value);
          }
        });
    return options;
  }

  static List<Document> select(Stream<EmbeddedCollection> collections, Document command) {
    Document filter = (Document) command.getOrDefault("filter", new Document());
    boolean nameOnly = Utils.isTrue(command.get("nameOnly"));
    return collections
        .filter(collection -> !collection.getCollectionName().startsWith("system."))
        .map(CollectionInfo::describe)
        .filter(Filter.compile(filter))
        .map(info -> nameOnly ? nameAndType(info) : info)
        .toList();
  }

  private static Document describe(EmbeddedCollection collection) {
    Document options = collection.createdWith();
    return new Document("name", collection.getCollectionName())
        .append("type", type(options))
        .append("options", options)
        .append("info", new Document("readOnly", false).append("uuid", collection.getUuid()))
        .append(
            "idIndex",
            new Document("v", 2)
                .append("key", new Document(IdIndex.FIELD, 1))
                .append("name", "_id_"));
  }

  private static String type(Document options) {
    if (options.containsKey("viewOn")) {
      return "view";
    }
    return options.containsKey("timeseries") ? "timeseries" : "collection";
  }

  private static Document nameAndType(Document info) {
    return new Document("name", info.get("name")).append("type", info.get("type"));
  }
}
