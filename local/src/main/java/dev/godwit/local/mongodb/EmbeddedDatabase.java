package dev.godwit.local.mongodb;

import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.EmptyIndex;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.memory.index.MemoryUniqueIndex;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A database whose commands behave as those of a real server where the stock ones do not. */
final class EmbeddedDatabase extends AbstractSynchronizedMongoDatabase<Integer> {

  private static final String NAMESPACES = "system.namespaces";

  private final WriteCommands writes;
  private final LongAdder examined;

  EmbeddedDatabase(String name, CursorRegistry cursors, Refusals refusals, LongAdder examined) {
    super(name, cursors);
    this.writes = new WriteCommands(name, refusals);
    this.examined = examined;
    initializeNamespacesAndIndexes();
  }

  @Override
  public Document handleCommand(
      Channel channel, String command, Document query, DatabaseResolver databases, Oplog oplog) {
    return switch (command) {
      case "insert", "update", "delete" -> writes.execute(toWrite(command, query), command, query);
      case "find" -> super.handleCommand(channel, command, inBatches(query), databases, oplog);
      case "aggregate" -> {
        EmbeddedCollection source =
            query.get(command) instanceof String name ? resolve(name) : null;
        yield source != null
            ? new AggregateCommand(this, source, databases).execute(query)
            : super.handleCommand(channel, command, query, databases, oplog);
      }
      case "create" -> {
        Document reply = super.handleCommand(channel, command, query, databases, oplog);
        toWrite(command, query).createdWith(CollectionInfo.options(query));
        yield reply;
      }
      case "listCollections" ->
          CursorReply.complete(
              getDatabaseName() + ".$cmd.listCollections",
              CollectionInfo.select(collections(), query));
      default -> super.handleCommand(channel, command, query, databases, oplog);
    };
  }

  CursorRegistry cursors() {
    return cursorRegistry;
  }

  private static Document inBatches(Document query) {
    if (query.get("batchSize") instanceof Number size && size.intValue() > 0) {
      return query;
    }
    Document limited = query.clone();
    limited.put("batchSize", Batches.DEFAULT_FIRST);
    return limited;
  }

  /** Only what inserts something makes a collection. */
  private EmbeddedCollection toWrite(String command, Document query) {
    String name = Arguments.text(command, query.get(command));
    EmbeddedCollection existing = resolve(name);
    if (existing != null) {
      return existing;
    }
    return WriteCommands.mayInsert(command, query) && !name.startsWith("system.")
        ? (EmbeddedCollection) resolveOrCreateCollection(name)
        : openOrCreateCollection(name, CollectionOptions.withDefaults());
  }

  private @Nullable EmbeddedCollection resolve(String name) {
    return (EmbeddedCollection) resolveCollection(name, false);
  }

  private Stream<EmbeddedCollection> collections() {
    return resolveCollection(NAMESPACES, true)
        .queryAllAsStream()
        .map(entry -> Arguments.text("name", entry.get("name")))
        .map(namespace -> namespace.substring(getDatabaseName().length() + 1))
        .map(this::resolve)
        .filter(collection -> collection != null);
  }

  @Override
  protected EmbeddedCollection openOrCreateCollection(String name, CollectionOptions options) {
    return new EmbeddedCollection(this, name, options, cursorRegistry, examined);
  }

  @Override
  protected Index<Integer> openOrCreateUniqueIndex(
      String collection, String name, List<IndexKey> keys, boolean sparse) {
    boolean byId = keys.size() == 1 && keys.get(0).getKey().equals(IdIndex.FIELD);
    return byId ? new IdIndex(name, keys) : new MemoryUniqueIndex(name, keys, sparse);
  }

  @Override
  protected Index<Integer> openOrCreateSecondaryIndex(
      String collection, String name, List<IndexKey> keys, boolean sparse) {
    return FieldIndex.supports(keys) ? new FieldIndex(name, keys) : new EmptyIndex<>(name, keys);
  }

  @Override
  protected long getFileSize() {
    return 0;
  }

  @Override
  protected long getStorageSize() {
    return 0;
  }
}
