package dev.godwit.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import dev.godwit.local.servers.TestKafka;
import dev.godwit.local.servers.TestMongo;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.Cursor;
import dev.godwit.protocol.Reply;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.BsonInt32;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LifecycleIT {

  @RegisterExtension static final TestKafka KAFKA = new TestKafka();
  @RegisterExtension static final TestMongo MONGO = TestMongo.create();

  private static final int DOCUMENTS = 25;

  private MongoCollection<Document> things;
  private Scenario scenario;

  @BeforeEach
  void fill() {
    things = MONGO.database().getCollection("things");
    things.drop();
    things.insertMany(
        IntStream.range(0, DOCUMENTS)
            .mapToObj(i -> new Document("_id", i).append("n", i))
            .toList());
  }

  @AfterEach
  void close() {
    scenario.close();
  }

  @Test
  void startMigratesEveryDocumentOnce() throws Exception {
    // given
    Steps steps = Steps.of("a", "things", 10);
    scenario = Scenario.of(KAFKA, MONGO, steps);

    // when
    Reply reply = scenario.start("a");
    State state = scenario.awaitStatus("a", Status.COMPLETED);

    // then
    assertThat(reply.accepted()).isTrue();
    assertThat(state.progress().counts()).isEqualTo(Counts.of(DOCUMENTS, 0, 0, 0, 0, 0));
    assertThat(state.progress().estimatedTotal()).isEqualTo(DOCUMENTS);
    assertThat(things.countDocuments(new Document("seenBy", "a"))).isEqualTo(DOCUMENTS);
    assertEachVisitedOnce(steps);
  }

  @Test
  void resumingAfterACancelNeitherRepeatsNorSkipsADocument() throws Exception {
    // given
    Steps steps = Steps.of("a", "things", 10).heldBefore(12);
    scenario = Scenario.of(KAFKA, MONGO, steps);
    scenario.start("a");
    steps.awaitReached(12);

    // when
    Reply cancel = scenario.send("{'command':'cancel','migration':'a'}");
    steps.open(12);
    scenario.awaitState("a", state -> state.progress().counts().processed() == 20);

    // then
    assertThat(cancel.accepted()).isTrue();
    assertThat(scenario.state("a").status()).isEqualTo(Status.CANCELED);
    assertThat(things.countDocuments(new Document("seenBy", "a"))).isEqualTo(20);

    // when
    Reply resume = scenario.start("a");
    State state = scenario.awaitStatus("a", Status.COMPLETED);

    // then
    assertThat(resume.message())
        .startsWith("resumes after {\"$numberInt\": \"19\"}, 20 of about 25");
    assertThat(state.progress().counts().updated()).isEqualTo(DOCUMENTS);
    assertEachVisitedOnce(steps);
  }

  @Test
  void resetWhileRunningBeginsANewRunAndTheOldOneNoLongerCounts() throws Exception {
    // given
    Steps steps = Steps.of("a", "things", 10).heldBefore(12);
    scenario = Scenario.of(KAFKA, MONGO, steps);
    scenario.start("a");
    steps.awaitReached(12);

    // when
    Reply reset = scenario.send("{'command':'start','migration':'a','reset':true}");
    steps.open(12);
    State state = scenario.awaitStatus("a", Status.COMPLETED);

    // then
    assertThat(reset.message()).startsWith("run 2 begins");
    assertThat(state.run()).isEqualTo(2);
    assertThat(state.progress().counts().processed()).isEqualTo(DOCUMENTS);
    assertThat(state.progress().counts().unchanged()).isPositive();
  }

  @Test
  void aSeriesSkipsTheCompletedResumesThePartialAndStopsAtTheFailing() throws Exception {
    // given
    Steps done = Steps.of("a-done", "things", 10);
    Steps partial = Steps.of("b-partial", "things", 10);
    Steps failing = Steps.of("c-failing", "things", 10).failingAt(14);
    Steps last = Steps.of("d-last", "things", 10);
    scenario = Scenario.of(KAFKA, MONGO, done, partial, failing, last);
    scenario.start("a-done");
    scenario.awaitStatus("a-done", Status.COMPLETED);
    scenario.send("{'command':'start','migration':'b-partial','oneBatchOnly':true}");
    scenario.awaitStatus("b-partial", Status.PAUSED);

    // when
    Reply reply =
        scenario.send(
            "{'command':'startSeries','migrations':['a-done','b-partial','c-failing','d-last']}");
    State failed = scenario.awaitStatus("c-failing", Status.FAILED);

    // then
    assertThat(reply.message())
        .isEqualTo("'a-done' is completed; 'b-partial' runs, then c-failing, d-last");
    assertEachVisitedOnce(done);
    assertEachVisitedOnce(partial);
    assertThat(failed.progress().counts().processed()).isEqualTo(14);
    assertThat(failed.progress().error().documentId()).isEqualTo(new BsonInt32(14));
    assertThat(failed.progress().error().message()).contains("document 14 is poisonous");
    assertThat(failed.progress().segments().get(0).range().cursor())
        .isEqualTo(new Cursor(new BsonInt32(13)));
    assertThat(things.countDocuments(new Document("seenBy", "c-failing"))).isEqualTo(14);
    assertThat(scenario.state("d-last").status()).isEqualTo(Status.PENDING);

    // when
    failing.mend();
    scenario.start("c-failing");
    scenario.awaitStatus("d-last", Status.COMPLETED);

    // then
    assertThat(things.countDocuments(new Document("seenBy", "d-last"))).isEqualTo(DOCUMENTS);
  }

  @Test
  void oneBatchOnlyPausesAfterItAndCompletesWhenItWasTheLast() throws Exception {
    // given
    scenario = Scenario.of(KAFKA, MONGO, Steps.of("a", "things", 20));
    String oneBatch = "{'command':'start','migration':'a','oneBatchOnly':true}";

    // when / then
    scenario.send(oneBatch);
    State paused = scenario.awaitStatus("a", Status.PAUSED);
    assertThat(paused.progress().counts().processed()).isEqualTo(20);
    scenario.send(oneBatch);
    State completed = scenario.awaitStatus("a", Status.COMPLETED);
    assertThat(completed.progress().counts().processed()).isEqualTo(DOCUMENTS);
  }

  @Test
  void pauseAndResumeGoOnWhereItWas() throws Exception {
    // given
    Steps steps = Steps.of("a", "things", 1).heldBefore(5);
    scenario = Scenario.of(KAFKA, MONGO, steps);
    scenario.start("a");
    steps.awaitReached(5);

    // when
    scenario.send("{'command':'pause','migration':'a'}");
    steps.open(5);
    scenario.awaitState("a", state -> state.progress().counts().processed() == 6);
    scenario.send("{'command':'resume','migration':'a'}");
    scenario.awaitStatus("a", Status.COMPLETED);

    // then
    assertEachVisitedOnce(steps);
    List<Status> statuses = scenario.published("a").stream().map(State::status).distinct().toList();
    assertThat(statuses)
        .containsExactly(Status.PENDING, Status.RUNNING, Status.PAUSED, Status.COMPLETED);
  }

  private static void assertEachVisitedOnce(Steps steps) {
    assertThat(steps.visits()).hasSize(DOCUMENTS).allSatisfy((id, n) -> assertThat(n).isEqualTo(1));
  }
}
