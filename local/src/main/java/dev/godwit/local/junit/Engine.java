package dev.godwit.local.junit;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import dev.godwit.boot.KafkaProperties;
import dev.godwit.boot.Parts;
import dev.godwit.cli.installation.Address;
import dev.godwit.cli.installation.Installation;
import dev.godwit.cli.installation.StateFeed;
import dev.godwit.cli.kafka.KafkaInstallation;
import dev.godwit.local.LocalGodwit;
import dev.godwit.local.LocalMongo;
import dev.godwit.local.LocalOptions;
import dev.godwit.local.LocalWorkers;
import dev.godwit.local.TemporaryDirectory;
import dev.godwit.protocol.Definition;
import dev.godwit.protocol.DryRunReport;
import dev.godwit.worker.Worker;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** The servers and the coordinator that all runs of a JVM share; each run has its own worker. */
final class Engine implements AutoCloseable {

  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final Duration STOP = Duration.ofSeconds(25);

  private final Parts parts = new Parts(STOP);
  private final LocalGodwit godwit;
  private final MongoClient mongo;
  private final Installation installation;

  private Engine(LocalGodwit godwit) {
    this.godwit = parts.add("installation", godwit);
    this.mongo = parts.add("MongoDB client", MongoClients.create(godwit.mongodbUri()));
    this.installation =
        KafkaInstallation.at(
            new Address(
                KafkaProperties.of(godwit.bootstrapServers()), godwit.topics(), ANSWER, false));
  }

  static Engine start() {
    String uri = System.getenv("GODWIT_TEST_MONGODB_URI");
    LocalOptions options = LocalOptions.embedded().with(new LocalWorkers(0, null, List.of()));
    try {
      return new Engine(
          LocalGodwit.started(
              uri == null || uri.isBlank() ? options : options.with(LocalMongo.at(uri))));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the servers start", e);
    }
  }

  /** Runs it until it is at rest. */
  MigrationResult run(Request request, Databases databases) {
    return inTurn(request, databases, EngineRun::untilItsEnd);
  }

  /** Tries one batch of it. */
  DryRunReport dryRun(Request request, Databases databases) {
    return inTurn(request, databases, EngineRun::dry);
  }

  /** One at a time: all share the tasks, and so the migrations that workers know. */
  private synchronized <T> T inTurn(
      Request request, Databases databases, Function<EngineRun, T> what) {
    MongoDatabase database = databases.create(mongo);
    try (TemporaryDirectory directory = TemporaryDirectory.create("godwit-junit-")) {
      LocalWorkers knows = request.subject().worker(directory.path());
      String uri = DatabaseUri.of(godwit.mongodbUri(), database.getName());
      Definition definition = Subject.definition(request.subject(), knows);
      Worker worker = godwit.startWorker(knows, uri);
      try (StateFeed feed = installation.states()) {
        return what.apply(new EngineRun(request, definition, database, installation, feed));
      } finally {
        worker.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the worker starts", e);
    }
  }

  @Override
  public void close() {
    parts.close();
  }
}
