package dev.godwit.worker.batch;

import dev.godwit.migration.MigrationSpec;
import dev.godwit.migration.MigrationSpec.VersionField;
import dev.godwit.worker.mongo.BsonCodecs;
import dev.godwit.worker.mongo.Query;
import java.util.List;
import java.util.stream.Stream;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;

/**
 * Which documents of its collection a migration is for.
 *
 * @param filter what they match
 * @param hint the index to read them by
 */
record Selection(BsonDocument filter, BsonDocument hint) {

  static Selection of(MigrationSpec spec) {
    MigrationSpec.Source source = spec.source();
    BsonDocument filter = BsonCodecs.toBson(source.filter());
    VersionField field = source.versionField();
    return new Selection(
        field == null ? filter : all(filter, below(field)),
        source.hint() == null ? Query.BY_ID : BsonCodecs.toBson(source.hint()));
  }

  /** Missing, no number, or a smaller one: all that is not at least the version. */
  private static BsonDocument below(VersionField field) {
    BsonDocument done = new BsonDocument("$gte", new BsonInt32(field.version()));
    return new BsonDocument(field.field(), new BsonDocument("$not", done));
  }

  /** Those with an {@code _id} in the range. */
  BsonDocument within(IdRange range) {
    return all(range.filter(), filter);
  }

  /** Those with an {@code _id} that meets a condition. */
  BsonDocument withIdThat(BsonDocument condition) {
    return all(IdRange.onId(condition), filter);
  }

  boolean isEverything() {
    return filter.isEmpty();
  }

  private static BsonDocument all(BsonDocument... filters) {
    List<BsonDocument> conditions = Stream.of(filters).filter(filter -> !filter.isEmpty()).toList();
    return switch (conditions.size()) {
      case 0 -> new BsonDocument();
      case 1 -> conditions.get(0);
      default -> new BsonDocument("$and", new BsonArray(conditions));
    };
  }
}
