package dev.godwit.local.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.godwit.boot.StartException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EmbeddedMongoIT {

  @Test
  void servesOnThePortThatItIsGivenAgainAfterAStop() {
    // given
    int port;
    try (EmbeddedMongo first = EmbeddedMongo.start()) {
      port = first.port();
      assertThat(first.connectionString()).isEqualTo("mongodb://127.0.0.1:" + port);
    }

    // when
    try (EmbeddedMongo again = EmbeddedMongo.start(port);
        MongoClient client = client(again)) {

      // then
      assertThat(again.port()).isEqualTo(port);
      assertThat(client.getDatabase("d").runCommand(new Document("ping", 1))).isNotEmpty();
    }
  }

  @Test
  void namesThePortThatIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> EmbeddedMongo.start(taken.getLocalPort()))
          .isInstanceOf(StartException.class)
          .hasMessageContaining("MongoDB cannot listen on port " + taken.getLocalPort())
          .hasMessageContaining("0 for any that is free");
    }
  }

  @Test
  void serversShareNothing() {
    try (EmbeddedMongo one = EmbeddedMongo.start();
        EmbeddedMongo other = EmbeddedMongo.start();
        MongoClient toOne = client(one);
        MongoClient toOther = client(other)) {
      // when
      toOne.getDatabase("d").getCollection("c").insertOne(new Document("_id", 1));
      toOne.getDatabase("d").getCollection("c").find().first();

      // then
      assertThat(toOther.getDatabase("d").getCollection("c").countDocuments()).isZero();
      assertThat(one.documentsExamined()).isPositive();
      assertThat(other.documentsExamined()).isZero();
    }
  }

  @Test
  void closingCutsConnections() {
    // given
    EmbeddedMongo mongo = EmbeddedMongo.start();
    try (MongoClient client = client(mongo)) {
      client.getDatabase("d").getCollection("c").insertOne(new Document());

      // when
      mongo.close();
      mongo.close();

      // then
      assertThatThrownBy(() -> client.getDatabase("d").getCollection("c").find().first())
          .isInstanceOf(MongoException.class);
    }
  }

  @Test
  void aCommandThatWaitsHoldsUpNoOther() throws Exception {
    try (EmbeddedMongo mongo = EmbeddedMongo.start();
        MongoClient client = client(mongo)) {
      // given
      CountDownLatch release = new CountDownLatch(1);
      mongo.refuse(
          operation -> {
            if (operation.collection().equals("slow")) {
              await(release);
            }
            return Optional.empty();
          });
      List<Thread> waiting =
          Stream.generate(() -> new Thread(() -> find(client, "slow"))).limit(20).toList();
      waiting.forEach(Thread::start);

      // then
      for (int i = 0; i < 20; i++) {
        assertThat(find(client, "fast")).isNull();
      }
      release.countDown();
      for (Thread thread : waiting) {
        thread.join();
      }
    }
  }

  private static @Nullable Document find(MongoClient client, String collection) {
    return client.getDatabase("d").getCollection(collection).find().first();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static MongoClient client(EmbeddedMongo mongo) {
    return MongoClients.create(
        MongoClientSettings.builder()
            .applyConnectionString(new ConnectionString(mongo.connectionString()))
            .applyToClusterSettings(
                settings -> settings.serverSelectionTimeout(2, TimeUnit.SECONDS))
            .build());
  }
}
