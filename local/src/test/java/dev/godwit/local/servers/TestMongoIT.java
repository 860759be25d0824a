package dev.godwit.local.servers;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import org.bson.Document;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TestMongoIT {

  @RegisterExtension static final TestMongo mongo = TestMongo.create();

  @Test
  void connectionStringLeadsToTheSameDatabase() {
    // given
    ConnectionString uri = new ConnectionString(mongo.connectionString());
    mongo.database().getCollection("birds").insertOne(new Document("_id", "godwit"));

    // when
    try (MongoClient client = MongoClients.create(uri)) {

      // then
      assertThat(client.getDatabase(uri.getDatabase()).getCollection("birds").find())
          .containsExactly(new Document("_id", "godwit"));
    }
  }

  @Test
  void everyExtensionHasADatabaseOfItsOwn() {
    assertThat(mongo.database().getName()).startsWith("testmongoit-");
  }

  @Nested
  class InANestedClass {

    @Test
    void theDatabaseIsTheSame() {
      assertThat(mongo.database().getName()).startsWith("testmongoit-");
    }
  }
}
