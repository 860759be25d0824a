package dev.godwit.worker.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.godwit.local.mongodb.EmbeddedMongo;
import dev.godwit.migration.Change;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.FailureKind;
import dev.godwit.worker.catalog.KnownMigration;
import dev.godwit.worker.mongo.MongoConnection;
import java.time.Duration;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** A server that goes away and comes back. */
class OutageIT {

  @Test
  void outageIsToldAndTheSameConnectionGoesOnAfterIt() {
    // given
    KnownMigration known = Migrations.code("c", (document, context) -> Change.set("seen", true));
    EmbeddedMongo first = EmbeddedMongo.start();
    int port = first.port();
    String server = first.connectionString();
    try (MongoConnection connection =
        MongoConnection.open(server + "/shop?serverSelectionTimeoutMS=500")) {
      connection.ping();
      first.close();
      long begin = System.nanoTime();

      // when
      Event event = new PageLoop(connection, known).attempt();

      // then
      assertThat(event)
          .isInstanceOfSatisfying(
              Event.Failed.class,
              failed -> assertThat(failed.kind()).isEqualTo(FailureKind.OUTAGE));
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));

      // when
      try (EmbeddedMongo second = EmbeddedMongo.start(port);
          MongoClient client = MongoClients.create(second.connectionString())) {
        client.getDatabase("shop").getCollection("c").insertOne(new Document("_id", 1));
        PageLoop loop = new PageLoop(connection, known).run();

        // then
        assertThat(loop.counts().updated()).isEqualTo(1);
      }
    }
  }
}
