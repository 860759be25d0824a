package dev.godwit.local.mongodb;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoQueryException;
import com.mongodb.MongoSocketReadException;
import com.mongodb.MongoWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.UpdateOneModel;
import dev.godwit.local.servers.TestMongo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.assertj.core.groups.Tuple;
import org.bson.BsonInt32;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RefusalsIT {

  private static final Refusal INVALID = Refusal.error(121, "Document failed validation");

  @RegisterExtension static final TestMongo mongo = TestMongo.create();

  private MongoCollection<Document> collection;

  @BeforeEach
  void fiveDocuments() {
    mongo.embedded();
    collection = mongo.database().getCollection("refused");
    collection.deleteMany(new Document());
    for (int id = 0; id < 5; id++) {
      collection.insertOne(new Document("_id", id).append("a", 0));
    }
  }

  @Test
  void aRefusedWriteStopsAnOrderedBulk() {
    // given
    mongo.embedded().refuse(RefusalHook.nth(3, Operation.write("update"), INVALID));

    // when
    MongoBulkWriteException failure = bulk(new BulkWriteOptions());

    // then
    assertThat(failure.getWriteErrors())
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.getIndex()).isEqualTo(2);
              assertThat(error.getCode()).isEqualTo(121);
              assertThat(error.getMessage()).isEqualTo("Document failed validation");
            });
    assertThat(failure.getWriteResult().getMatchedCount()).isEqualTo(2);
    assertThat(values()).containsExactly(1, 1, 0, 0, 0);
  }

  @Test
  void refusedWritesDoNotStopAnUnorderedBulk() {
    // given
    mongo
        .embedded()
        .refuse(
            RefusalHook.each(
                Operation.write("update").and(operation -> isOneOf(operation, 1, 3)), INVALID));

    // when
    MongoBulkWriteException failure = bulk(new BulkWriteOptions().ordered(false));

    // then
    assertThat(failure.getWriteErrors()).extracting(BulkWriteError::getIndex).containsExactly(1, 3);
    assertThat(failure.getWriteResult().getMatchedCount()).isEqualTo(3);
    assertThat(values()).containsExactly(1, 0, 1, 0, 1);
  }

  private static boolean isOneOf(Operation operation, int... ids) {
    BsonInt32 id = operation.body().getDocument("q").getInt32("_id");
    return Arrays.stream(ids).anyMatch(wanted -> wanted == id.getValue());
  }

  @Test
  void aRefusedCommandDoesNothing() {
    // given
    Refusal stepDown = Refusal.error(10107, "not primary");
    mongo.embedded().refuse(RefusalHook.nth(1, Operation.command("update"), stepDown));

    // then
    assertThatThrownBy(() -> collection.updateOne(eq("_id", 0), inc("a", 1)))
        .isInstanceOf(MongoNotPrimaryException.class);
    assertThat(values()).containsOnly(0);
    collection.updateOne(eq("_id", 0), inc("a", 1));
    assertThat(values()).containsExactly(1, 0, 0, 0, 0);
  }

  @Test
  void readsAreRefusedInOneCollectionOnly() {
    // given
    Refusal timeout = Refusal.error(50, "operation exceeded time limit");
    mongo
        .embedded()
        .refuse(RefusalHook.each(Operation.command("find").and(Operation.on("refused")), timeout));

    // then
    assertThatThrownBy(() -> collection.find().first())
        .satisfiesAnyOf(
            e -> assertThat(e).isInstanceOf(MongoExecutionTimeoutException.class),
            e -> assertThat(e).isInstanceOf(MongoQueryException.class));
    assertThat(mongo.database().getCollection("other").find().first()).isNull();
    mongo.embedded().refuseNothing();
    assertThat(collection.find().first()).isNotNull();
  }

  @Test
  void inserts() {
    // given
    mongo.embedded().refuse(RefusalHook.each(Operation.write("insert"), INVALID));

    // then
    assertThatThrownBy(() -> collection.insertOne(new Document("_id", 9)))
        .isInstanceOfSatisfying(
            MongoWriteException.class, e -> assertThat(e.getCode()).isEqualTo(121));
    assertThat(collection.countDocuments()).isEqualTo(5);
  }

  @Test
  void aReplyThatIsCutBelongsToACommandThatWasCarriedOut() {
    // given
    mongo.embedded().refuse(RefusalHook.nth(1, Operation.command("update"), Refusal.cutReply()));

    // then
    assertThatThrownBy(
            () ->
                collection.bulkWrite(
                    List.of(
                        new UpdateOneModel<>(eq("_id", 0), inc("a", 1)),
                        new UpdateOneModel<>(eq("_id", 1), inc("a", 1)))))
        .isInstanceOf(MongoSocketReadException.class);
    assertThat(values()).containsExactly(1, 1, 0, 0, 0);
  }

  @Test
  void aHookMayWriteAsTheApplicationDoesMeanwhile() {
    // given
    mongo
        .embedded()
        .refuse(
            operation -> {
              if (Operation.write("update").test(operation) && isOneOf(operation, 1)) {
                collection.updateOne(eq("_id", 2), set("a", "meanwhile"));
              }
              return Optional.empty();
            });

    // when
    collection.updateOne(eq("_id", 1), set("a", "written"));

    // then
    assertThat(values()).containsExactly(0, "written", "meanwhile", 0, 0);
  }

  @Test
  void theHookSeesWhatIsAskedFor() {
    // given
    List<Operation> seen = new ArrayList<>();
    mongo
        .embedded()
        .refuse(
            operation -> {
              if (operation.collection().equals("refused")) {
                seen.add(operation);
              }
              return Optional.empty();
            });

    // when
    collection.find(eq("_id", 1)).first();
    collection.deleteOne(eq("_id", 1));

    // then
    assertThat(seen)
        .extracting(Operation::name, Operation::scope)
        .containsExactly(
            Tuple.tuple("find", Operation.Scope.COMMAND),
            Tuple.tuple("delete", Operation.Scope.COMMAND),
            Tuple.tuple("delete", Operation.Scope.WRITE));
    assertThat(seen.get(0).database()).isEqualTo(mongo.database().getName());
    assertThat(seen.get(2).body().getDocument("q").getInt32("_id").getValue()).isEqualTo(1);
  }

  private MongoBulkWriteException bulk(BulkWriteOptions options) {
    List<UpdateOneModel<Document>> writes = new ArrayList<>();
    for (int id = 0; id < 5; id++) {
      writes.add(new UpdateOneModel<>(eq("_id", id), inc("a", 1)));
    }
    return catchThrowableOfType(
        MongoBulkWriteException.class, () -> collection.bulkWrite(writes, options));
  }

  private List<Object> values() {
    List<Object> values = new ArrayList<>();
    collection
        .find()
        .sort(new Document("_id", 1))
        .forEach(document -> values.add(document.get("a")));
    return values;
  }
}
