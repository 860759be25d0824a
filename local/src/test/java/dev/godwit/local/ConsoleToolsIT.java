package dev.godwit.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import dev.godwit.local.servers.JavaProcess;
import dev.godwit.local.servers.TestKafka;
import dev.godwit.local.servers.TestMongo;
import dev.godwit.migration.Change;
import dev.godwit.migration.Migration;
import dev.godwit.migration.MigrationContext;
import dev.godwit.migration.MigrationSpec;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.Reply;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import dev.godwit.protocol.TopicNames;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the README tells people to type into Kafka's own tools. */
class ConsoleToolsIT {

  private static final String NAME = "20261124-set-default-plan";
  private static final int TEAMS = 2_500;

  /** What {@code kafka-console-producer.sh} and {@code kafka-console-consumer.sh} run. */
  private static final String PRODUCER = "org.apache.kafka.tools.ConsoleProducer";

  private static final String CONSUMER = "org.apache.kafka.tools.consumer.ConsoleConsumer";

  @RegisterExtension static final TestKafka KAFKA = new TestKafka();
  @RegisterExtension static final TestMongo MONGO = TestMongo.create();

  private static TopicNames topics;
  private static LocalGodwit godwit;

  @BeforeAll
  static void startWithTwoWorkers() throws InterruptedException {
    topics = new TopicNames(KAFKA.uniquePrefix());
    godwit =
        LocalGodwit.started(
            LocalOptions.embedded()
                .with(LocalKafka.at(KAFKA.bootstrapServers()))
                .with(LocalMongo.at(MONGO.connectionString()))
                .with(new LocalWorkers(2, null, List.of(new SetDefaultPlan())))
                .withVariables(Map.of("GODWIT_TOPIC_PREFIX", topics.prefix())));
  }

  @AfterAll
  static void stop() {
    godwit.close();
  }

  @Test
  void oneLineTypedIntoTheProducerMigratesTheCollection() throws Exception {
    // given
    MongoCollection<Document> teams = MONGO.database().getCollection("teams");
    teams.insertMany(IntStream.range(0, TEAMS).mapToObj(ConsoleToolsIT::team).toList());

    try (JavaProcess states =
            JavaProcess.start(
                CONSUMER,
                "--bootstrap-server",
                KAFKA.bootstrapServers(),
                "--topic",
                topics.state(),
                "--from-beginning",
                "--formatter-property",
                "print.key=true");
        JavaProcess commands =
            JavaProcess.start(
                PRODUCER,
                "--bootstrap-server",
                KAFKA.bootstrapServers(),
                "--topic",
                topics.commands())) {
      states.awaitLine(line -> line.startsWith(NAME + "\t") && line.contains("\"pending\""));

      // when
      commands.type("{\"command\":\"start\",\"migration\":\"" + NAME + "\"}");

      // then
      assertThat(commands.awaitEnd()).isZero();
      String line = states.awaitLine(shown -> shown.contains("\"status\":\"completed\""));
      assertThat(line).startsWith(NAME + "\t{");
      State state = Json.read(line.substring(NAME.length() + 1), State.class);
      assertThat(state.status()).isEqualTo(Status.COMPLETED);
      assertThat(state.progress().counts().updated()).isEqualTo(TEAMS / 2);
      assertThat(state.progress().counts().unchanged()).isEqualTo(TEAMS / 2);
    }
    assertThat(teams.countDocuments(Filters.eq("plan", "basic"))).isEqualTo(TEAMS / 2);
    assertThat(teams.countDocuments(Filters.eq("plan", "pro"))).isEqualTo(TEAMS / 2);
  }

  @Test
  void whatCannotBeReadIsAnsweredAndTheNextLineIsRead() throws Exception {
    try (JavaProcess replies =
            JavaProcess.start(
                CONSUMER,
                "--bootstrap-server",
                KAFKA.bootstrapServers(),
                "--topic",
                topics.replies(),
                "--from-beginning");
        JavaProcess commands =
            JavaProcess.start(
                PRODUCER,
                "--bootstrap-server",
                KAFKA.bootstrapServers(),
                "--topic",
                topics.commands())) {
      // when
      commands.type(
          "start it, please",
          "",
          "{\"command\":\"pause\",\"migration\":\"" + NAME + "x\",\"id\":\"after\"}");

      // then
      Reply refused =
          Json.read(replies.awaitLine(line -> line.contains("\"command\":null")), Reply.class);
      assertThat(refused.accepted()).isFalse();
      assertThat(refused.message()).contains("JSON");
      Reply after = Json.read(replies.awaitLine(line -> line.contains("\"after\"")), Reply.class);
      assertThat(after.accepted()).isFalse();
      assertThat(after.message()).contains(NAME + "x").contains(NAME);
    }
  }

  /** Every other team has a plan. */
  private static Document team(int number) {
    Document team = new Document("_id", number).append("name", "team " + number);
    return number % 2 == 0 ? team : team.append("plan", "pro");
  }

  private static final class SetDefaultPlan implements Migration {

    @Override
    public MigrationSpec spec() {
      return MigrationSpec.named(NAME).on("teams").describedAs("every team has a plan").build();
    }

    @Override
    public Change migrateOne(Document team, MigrationContext context) {
      return team.containsKey("plan") ? Change.none() : Change.set("plan", "basic");
    }
  }
}
