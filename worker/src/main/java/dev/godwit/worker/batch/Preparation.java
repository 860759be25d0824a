package dev.godwit.worker.batch;

import dev.godwit.migration.MigrationSpec;
import dev.godwit.protocol.Event;
import dev.godwit.worker.catalog.KnownMigration;
import dev.godwit.worker.mongo.CollectionFacts;
import dev.godwit.worker.mongo.Documents;
import dev.godwit.worker.mongo.Query;
import dev.godwit.worker.mongo.Transactions;
import java.time.Duration;
import java.util.Optional;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;

/** Looks at a migration's collection before the first page. */
final class Preparation {

  /** Counting more exactly than by the estimate is worth no more than this. */
  private static final Duration COUNTING = Duration.ofSeconds(2);

  private final KnownMigration known;
  private final Tools tools;

  Preparation(KnownMigration known, Tools tools) {
    this.known = known;
    this.tools = tools;
  }

  /** Whether the migration can run there, and about how many documents it is for. */
  Event.Prepared run(Event.Origin origin) throws InterruptedException {
    Optional<CollectionFacts> facts = look();
    String refusal = refusal(facts);
    if (refusal == null && facts.filter(each -> Together.isNeeded(known, each)).isPresent()) {
      createMarkers();
    }
    return new Event.Prepared(
        origin, refusal != null ? null : facts.isPresent() ? count() : 0, refusal);
  }

  /** Why the migration cannot run there; null when it can. */
  @Nullable String refusal() throws InterruptedException {
    return refusal(look());
  }

  private Optional<CollectionFacts> look() throws InterruptedException {
    return tools.attempts().read(() -> tools.database().look(source().collection()));
  }

  private MigrationSpec.Source source() {
    return known.spec().source();
  }

  private @Nullable String refusal(Optional<CollectionFacts> facts) throws InterruptedException {
    String name = source().collection();
    String database = tools.database().name();
    if (facts.isEmpty()) {
      return source().allowMissing()
          ? null
          : ("collection '%s' does not exist in database '%s'; check both names, or declare the"
                  + " migration with allowMissing")
              .formatted(name, database);
    }
    String kind = facts.get().kind();
    if (!kind.equals("collection")) {
      return "'%s' in database '%s' is a %s, whose documents cannot be migrated one by one"
          .formatted(name, database, kind);
    }
    BsonDocument hint = Selection.of(known.spec()).hint();
    if (!hint.equals(Query.BY_ID)) {
      Optional<String> fault =
          tools.attempts().read(() -> tools.database().faultOfIndex(name, hint));
      if (fault.isPresent()) {
        return "the index %s of collection '%s', which the migration names as its hint, %s; name another one, or none"
            .formatted(hint.toJson(), name, fault.get());
      }
    }
    if (!Together.isNeeded(known, facts.get()) || transactions().isPresent()) {
      return null;
    } else if (source().transaction()) {
      return Together.refusal(known);
    }
    return ("collection '%s' has a default collation, under which different texts may count as"
            + " equal, so that a write of the application between reading and writing could go"
            + " unnoticed; migrate it on a replica set, where each page is a transaction, or by a"
            + " declarative update, which runs in the server")
        .formatted(name);
  }

  private Optional<Transactions> transactions() throws InterruptedException {
    return tools.attempts().read(tools.database()::transactions);
  }

  private void createMarkers() throws InterruptedException {
    Optional<Transactions> there = transactions();
    if (there.isPresent()) {
      tools
          .attempts()
          .read(
              () -> {
                there.get().create(Marker.COLLECTION);
                return true;
              });
    }
  }

  private long count() throws InterruptedException {
    Documents documents = tools.database().documents(source().collection());
    Selection selection = Selection.of(known.spec());
    Attempts attempts = tools.attempts();
    if (!selection.isEverything()) {
      var counted = attempts.read(() -> documents.count(selection.filter(), COUNTING));
      if (counted.isPresent()) {
        return counted.getAsLong();
      }
    }
    return attempts.read(documents::estimate);
  }
}
