package dev.godwit.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Updates;
import dev.godwit.boot.KafkaProperties;
import dev.godwit.local.servers.TestKafka;
import dev.godwit.local.servers.TestMongo;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.Reply;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Failed documents are mended and tried again, by their dead letters. */
class RetryFailedIT {

  @RegisterExtension static final TestKafka KAFKA = new TestKafka();
  @RegisterExtension static final TestMongo MONGO = TestMongo.create();

  private static final int DOCUMENTS = 45;
  private static final List<Integer> BAD = List.of(3, 4, 17, 30, 44);
  private static final String RETRY = "{'command':'retryFailed','migration':'a'}";

  private MongoCollection<Document> things;
  private Scenario scenario;

  @BeforeEach
  void fill() {
    things = MONGO.database().getCollection("things");
    things.drop();
    things.insertMany(
        IntStream.range(0, DOCUMENTS)
            .mapToObj(i -> new Document("_id", i).append("bad", BAD.contains(i)))
            .toList());
  }

  @AfterEach
  void close() {
    scenario.close();
  }

  @Test
  void whatIsMendedIsMigratedOnceAndTheSeriesGoesOn() throws Exception {
    // given
    scenario = Scenario.of(KAFKA, MONGO, Fussy.of("a", "things"), Fussy.of("b", "things"));
    scenario.send("{'command':'start','migration':'a','next':['b'],'batchSize':7}");
    State failed = scenario.awaitStatus("a", Status.COMPLETED_WITH_FAILURES);
    assertThat(failed.progress().counts()).isEqualTo(Counts.of(40, 0, 0, 5, 0, 0));
    assertThat(failed.progress().failures().letters().size()).isEqualTo(5);
    mend(3, 4);

    // when
    Reply reply = scenario.send(RETRY);
    State half =
        scenario.awaitState(
            "a",
            state ->
                state.status() == Status.COMPLETED_WITH_FAILURES
                    && state.progress().counts().failed() == 3);

    // then
    assertThat(reply.accepted()).isTrue();
    assertThat(reply.message()).isEqualTo("tries 5 of 5 failed documents again");
    assertThat(half.progress().counts()).isEqualTo(Counts.of(42, 0, 0, 3, 0, 0));
    assertThat(half.run()).isEqualTo(1);
    assertThat(scenario.state("b").status()).isEqualTo(Status.PENDING);

    // when: one is mended, one is gone, one does not match any more
    mend(17);
    things.deleteOne(Filters.eq(30));
    things.updateOne(Filters.eq(44), Updates.set("skip", true));
    scenario.send(RETRY);
    State done = scenario.awaitStatus("a", Status.COMPLETED);
    things.updateMany(Filters.empty(), Updates.set("bad", false));
    scenario.awaitState("b", state -> state.status().isFinished());

    // then
    assertThat(done.progress().counts()).isEqualTo(Counts.of(43, 1, 0, 0, 1, 0));
    assertThat(done.progress().failures().letters().isEmpty()).isTrue();
    assertThat(things.countDocuments(Filters.eq("a", 1))).isEqualTo(43);
    assertThat(things.countDocuments(Filters.gt("a", 1))).isZero();
    assertThat(scenario.state("b").context().series().continues().migration()).isEqualTo("a");
    assertThat(scenario.send(RETRY).accepted()).isFalse();
  }

  @Test
  void aDeclaredUpdateTriesDocumentByDocument(@TempDir Path files) throws Exception {
    // given
    things.createIndex(new Document("email", 1), new IndexOptions().unique(true).sparse(true));
    things.updateMany(Filters.empty(), Updates.unset("bad"));
    things.updateMany(Filters.gte("_id", 40), Updates.set("mail", "same"));
    for (int i = 0; i < 40; i++) {
      things.updateOne(Filters.eq(i), Updates.set("mail", "mail" + i));
    }
    Files.writeString(
        files.resolve("a.yaml"),
        """
        name: a
        collection: things
        onError: skip
        batchSize: 20
        update: [{ $set: { email: $mail } }]
        """);
    scenario = Scenario.of(KAFKA, MONGO, files);
    scenario.awaitState("a", state -> true);
    scenario.start("a");
    State failed = scenario.awaitStatus("a", Status.COMPLETED_WITH_FAILURES);
    assertThat(failed.progress().counts().failed()).isEqualTo(4);
    for (int i = 41; i < DOCUMENTS; i++) {
      things.updateOne(Filters.eq(i), Updates.set("mail", "mail" + i));
    }

    // when
    scenario.send(RETRY);
    State done = scenario.awaitStatus("a", Status.COMPLETED);

    // then
    assertThat(done.progress().counts().failed()).isZero();
    assertThat(done.progress().counts().processed()).isEqualTo(DOCUMENTS);
    assertThat(things.countDocuments(Filters.expr(new Document("$eq", List.of("$mail", "$email")))))
        .isGreaterThanOrEqualTo(DOCUMENTS - 1);
  }

  @Test
  void aDocumentThatHasItsVersionMeanwhileIsLeftAlone() throws Exception {
    // given
    scenario = Scenario.of(KAFKA, MONGO, Fussy.versioned("a", "things", "v"));
    scenario.start("a");
    scenario.awaitStatus("a", Status.COMPLETED_WITH_FAILURES);
    mend(3, 4, 17, 30, 44);
    things.updateOne(Filters.eq(4), Updates.set("v", 1));

    // when
    scenario.send(RETRY);
    State done = scenario.awaitStatus("a", Status.COMPLETED);

    // then
    assertThat(done.progress().counts()).isEqualTo(Counts.of(44, 1, 0, 0, 0, 0));
    assertThat(things.countDocuments(Filters.and(Filters.eq("v", 1), Filters.eq("a", 1))))
        .isEqualTo(44);
    assertThat(things.find(Filters.eq(4)).first()).doesNotContainKey("a");
  }

  @Test
  void expiredLettersAreRefusedWithTheNumbersAndTheOthersCanBeTried() throws Exception {
    // given
    scenario = Scenario.of(KAFKA, MONGO, Fussy.of("a", "things"));
    scenario.start("a");
    State failed = scenario.awaitStatus("a", Status.COMPLETED_WITH_FAILURES);
    long first = failed.progress().failures().letters().first();
    expireBefore(first + 2);
    mend(3, 4, 17, 30, 44);

    // when
    scenario.send(RETRY);
    State refused =
        scenario.awaitState(
            "a",
            state ->
                state.status() == Status.COMPLETED_WITH_FAILURES
                    && state.progress().error() != null);

    // then
    assertThat(refused.progress().error().message())
        .isEqualTo(
            "2 of 5 dead letters have expired, so their documents cannot be tried again;"
                + " retryFailed tries the 3 that are left, \"reset\":true all documents");
    assertThat(refused.progress().counts()).isEqualTo(failed.progress().counts());

    // when
    Reply again = scenario.send(RETRY);
    State rest = scenario.awaitState("a", state -> state.progress().counts().failed() == 2);

    // then
    assertThat(again.message()).startsWith("tries 3 of 5 failed documents again; the other 2");
    assertThat(rest.progress().counts().updated()).isEqualTo(43);
    scenario.awaitStatus("a", Status.COMPLETED_WITH_FAILURES);
    assertThat(scenario.send(RETRY).message()).contains("0 of their dead letters are left");
  }

  @Test
  void aRunThatHadTooManyFailuresGoesOnAfterThem() throws Exception {
    // given
    scenario = Scenario.of(KAFKA, MONGO, Fussy.of("a", "things"));
    scenario.send("{'command':'start','migration':'a','maxFailures':1}");
    scenario.awaitStatus("a", Status.FAILED);
    mend(3, 4);

    // when
    scenario.send(RETRY);
    State retried = scenario.awaitStatus("a", Status.PAUSED);
    scenario.send("{'command':'resume','migration':'a'}");
    State failed = scenario.awaitStatus("a", Status.FAILED);

    // then
    assertThat(retried.progress().counts()).isEqualTo(Counts.of(10, 0, 0, 0, 0, 0));
    assertThat(failed.progress().counts().failed()).isEqualTo(2);
    assertThat(failed.progress().error().message()).startsWith("2 of 30 documents failed");
  }

  private void mend(Integer... ids) {
    things.updateMany(Filters.in("_id", (Object[]) ids), Updates.set("bad", false));
  }

  private void expireBefore(long offset) throws Exception {
    KafkaProperties kafka = KafkaProperties.of(KAFKA.bootstrapServers());
    TopicPartition letters = new TopicPartition(scenario.topics().deadLetters(), 0);
    try (Admin admin = Admin.create(kafka.admin(Map.of(), Map.of()))) {
      admin.deleteRecords(Map.of(letters, RecordsToDelete.beforeOffset(offset))).all().get();
    }
  }
}
