package dev.godwit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.godwit.local.LocalGodwit;
import dev.godwit.local.LocalKafka;
import dev.godwit.local.LocalMongo;
import dev.godwit.local.LocalOptions;
import dev.godwit.local.LocalWorkers;
import dev.godwit.local.servers.TestKafka;
import dev.godwit.local.servers.TestMongo;
import dev.godwit.migration.Change;
import dev.godwit.migration.Migration;
import dev.godwit.migration.MigrationContext;
import dev.godwit.migration.MigrationSpec;
import dev.godwit.migration.OnError;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code godwit retry-failed} against a real coordinator and a real worker. */
class RetryFailedCommandIT {

  @RegisterExtension static final TestKafka KAFKA = new TestKafka();
  @RegisterExtension static final TestMongo MONGO = TestMongo.create();

  private static MongoCollection<Document> orders;
  private static LocalGodwit godwit;
  private static RealCli cli;

  /** Throws where the price is no number. */
  private static final class PriceToNumber implements Migration {
    @Override
    public MigrationSpec spec() {
      return MigrationSpec.named("price-to-number").on("orders").onError(OnError.SKIP).build();
    }

    @Override
    public Change migrateOne(Document order, MigrationContext context) {
      return Change.set("cents", Integer.parseInt(order.getString("price")) * 100);
    }
  }

  @BeforeAll
  static void start() throws InterruptedException {
    orders = MONGO.database().getCollection("orders");
    orders.insertMany(
        IntStream.range(0, 20)
            .mapToObj(i -> new Document("_id", i).append("price", i == 7 ? "a lot" : "" + i))
            .toList());
    String prefix = KAFKA.uniquePrefix();
    godwit =
        LocalGodwit.started(
            LocalOptions.embedded()
                .with(LocalKafka.at(KAFKA.bootstrapServers()))
                .with(LocalMongo.at(MONGO.connectionString()))
                .with(new LocalWorkers(1, null, List.of(new PriceToNumber())))
                .withVariables(
                    Map.of(
                        "GODWIT_TOPIC_PREFIX", prefix,
                        "GODWIT_TASK_PARTITIONS", "4",
                        "GODWIT_REPLICATION_FACTOR", "1")));
    cli = new RealCli(KAFKA.bootstrapServers(), prefix);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(cli.run("list", "--json").out().lines()).hasSize(1));
  }

  @AfterAll
  static void stop() {
    if (godwit != null) {
      godwit.close();
    }
  }

  @Test
  void whatFailedIsMendedAndTriedAgainUntilTheMigrationIsCompleted() {
    // given
    RealCli.Ended first = cli.run("start", "price-to-number", "--wait");
    assertThat(first.exitCode()).isEqualTo(1);
    assertThat(first.out() + first.err()).contains("'godwit retry-failed price-to-number'");

    // when
    RealCli.Ended inVain = cli.run("retry-failed", "price-to-number", "--wait");

    // then
    assertThat(inVain.exitCode()).isEqualTo(1);
    assertThat(inVain.out()).contains("tries 1 of 1 failed documents again");
    assertThat(inVain.out() + inVain.err()).contains("completedWithFailures");

    // when
    orders.updateOne(Filters.eq(7), Updates.set("price", "7"));
    RealCli.Ended ended = cli.run("retry-failed", "price-to-number", "--wait");

    // then
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.out()).containsPattern("completed, 20 documents in .*: 20 updated");
    assertThat(orders.countDocuments(Filters.eq("cents", 700))).isEqualTo(1);

    // when
    RealCli.Ended refused = cli.run("retry-failed", "price-to-number");

    // then
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).startsWith("refused: 'price-to-number' is completed");
  }
}
