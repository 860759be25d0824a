package dev.godwit.local.cookbook;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.godwit.local.junit.GodwitExtension;
import dev.godwit.local.junit.MigrationResult;
import dev.godwit.local.junit.MigrationRun;
import dev.godwit.migration.Migration;
import dev.godwit.protocol.Counts;
import java.util.List;
import java.util.function.Supplier;
import org.bson.Document;

/** A recipe, and the check that stands beside it. */
record Recipe(Supplier<MigrationRun> newRun, Check check) {

  static Recipe inCode(GodwitExtension godwit, String name, Migration migration) {
    return new Recipe(() -> godwit.migrate(migration), Check.of(name));
  }

  MigrationRun on(List<Document> documents) {
    return newRun.get().documents(documents);
  }

  /** The {@code _id}s that the check finds after the run. */
  List<Object> leftOver(MigrationResult result) {
    return check.findsIn(result.database());
  }

  /** Those that it finds when nothing was migrated: a check that never finds anything is none. */
  List<Object> leftOver(MigrationResult result, List<Document> unmigrated) {
    MongoDatabase database = result.database();
    MongoCollection<Document> collection =
        database.getCollection(result.state().definition().collection());
    collection.drop();
    collection.insertMany(unmigrated);
    return check.findsIn(database);
  }

  /** Another run over everything that is there now. */
  MigrationResult again(MigrationResult result) {
    String own = result.state().definition().collection();
    MigrationRun run = on(result.documents());
    for (String name : result.database().listCollectionNames()) {
      if (!name.equals(own) && !name.startsWith("system.")) {
        run.collection(name, result.documents(name));
      }
    }
    return run.run();
  }

  void assertThatASecondRunChangesNothing(MigrationResult result) {
    MigrationResult second = again(result);

    Counts counts = second.counts();
    assertThat(counts).isEqualTo(Counts.of(0, counts.unchanged(), 0, 0, 0, 0));
    for (String name : result.database().listCollectionNames()) {
      assertThat(second.documents(name)).isEqualTo(result.documents(name));
    }
  }
}
