package dev.godwit.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.local.LocalWorkers;
import dev.godwit.local.servers.TestKafka;
import dev.godwit.local.servers.TestMongo;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import dev.godwit.worker.Worker;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Workers of one group need not know the same migrations, as in a rolling deploy. */
class UnequalWorkersIT {

  @RegisterExtension static final TestKafka KAFKA = new TestKafka();
  @RegisterExtension static final TestMongo MONGO = TestMongo.create();

  private static final int MIGRATIONS = 8;

  @Test
  void whatOneWorkerDoesNotKnowTheOtherDoes() throws Exception {
    // given
    List<Steps> known =
        IntStream.range(0, MIGRATIONS).mapToObj(i -> Steps.of("m" + i, "things" + i, 4)).toList();
    for (Steps steps : known) {
      MONGO
          .database()
          .getCollection(steps.spec().source().collection())
          .insertMany(IntStream.range(0, 10).mapToObj(i -> new Document("_id", i)).toList());
    }
    try (Scenario scenario = Scenario.of(KAFKA, MONGO, new LocalWorkers(1, null, List.of()));
        Worker second =
            scenario
                .godwit()
                .startWorker(new LocalWorkers(1, null, known), MONGO.connectionString())) {
      for (Steps steps : known) {
        scenario.awaitState(steps.spec().name(), state -> true);
      }

      // when: their tasks go to as many partitions, of which each worker has some
      for (Steps steps : known) {
        scenario.start(steps.spec().name());
      }

      // then
      for (Steps steps : known) {
        State state = scenario.awaitStatus(steps.spec().name(), Status.COMPLETED);
        assertThat(state.progress().counts().updated()).isEqualTo(10);
        assertThat(state.progress().waitingFor()).isNull();
        assertThat(steps.visits().values()).containsOnly(1);
      }
      assertThat(
              known.stream()
                  .flatMap(steps -> scenario.published(steps.spec().name()).stream())
                  .map(state -> state.progress().waitingFor()))
          .as("one of them was declined on its way")
          .anyMatch(reason -> reason != null && reason.contains("does not know"));
    }
  }
}
