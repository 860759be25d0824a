package dev.godwit.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import dev.godwit.local.servers.JavaProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code godwit dev} in a process of its own, used as somebody uses it. */
class DevIT {

  private static final String MAIN = GodwitMain.class.getName();

  @Test
  void servesOtherProgramsUntilItIsAskedToStop(@TempDir Path migrations) throws Exception {
    // given
    Files.writeString(
        migrations.resolve("plan.yaml"),
        """
        name: 20261124-set-default-plan
        collection: teams
        filter: { plan: { $exists: false } }
        update: { $set: { plan: basic } }
        """);
    try (JavaProcess dev =
        JavaProcess.start(
            MAIN,
            "dev",
            "--kafka-port=0",
            "--mongodb-port=0",
            "--http-port=0",
            "--workers=2",
            "--migrations=" + migrations)) {
      // when
      String kafka = after("Kafka: ", dev);
      ConnectionString mongodb = new ConnectionString(after("MongoDB: ", dev));
      URI coordinator = URI.create(after("Coordinator: ", dev));
      URI firstWorker = URI.create(after("Worker 1: ", dev));
      URI secondWorker = URI.create(after("Worker 2: ", dev));
      dev.awaitLine("Ready."::equals);

      // then
      assertThat(status(coordinator.resolve("/ready"))).isEqualTo(200);
      assertThat(status(firstWorker.resolve("/ready"))).isEqualTo(200);
      assertThat(status(secondWorker.resolve("/ready"))).isEqualTo(200);
      try (MongoClient client = MongoClients.create(mongodb)) {
        MongoCollection<Document> teams =
            client
                .getDatabase(Objects.requireNonNull(mongodb.getDatabase()))
                .getCollection("teams");
        teams.insertOne(new Document("_id", 1));
        try (JavaProcess cli =
            JavaProcess.start(
                MAIN, "start", "20261124-set-default-plan", "--wait", "--kafka", kafka)) {
          assertThat(cli.awaitEnd()).isZero();
        }
        assertThat(teams.find()).containsExactly(new Document("_id", 1).append("plan", "basic"));
      }

      // and
      dev.terminate();
      dev.awaitLine("Stopping …"::equals);
      assertThat(dev.awaitEnd()).isZero();
    }
  }

  @Test
  void endsWithACodeThatTellsWhatIsWrong(@TempDir Path migrations) throws Exception {
    Files.writeString(migrations.resolve("plan.yaml"), "name: 1");

    try (JavaProcess wrongUsage = JavaProcess.start(MAIN, "dev", "--migrations=/no/such/place");
        JavaProcess wrongFile =
            JavaProcess.start(
                MAIN,
                "dev",
                "--kafka-port=0",
                "--mongodb-port=0",
                "--http-port=0",
                "--migrations=" + migrations)) {
      assertThat(wrongUsage.awaitEnd()).isEqualTo(2);
      assertThat(wrongFile.awaitEnd()).isEqualTo(1);
    }
  }

  private static String after(String start, JavaProcess dev) throws InterruptedException {
    return dev.awaitLine(line -> line.startsWith(start)).substring(start.length());
  }

  private static int status(URI uri) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
        .statusCode();
  }
}
