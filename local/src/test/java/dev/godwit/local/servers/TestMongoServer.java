package dev.godwit.local.servers;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.godwit.local.mongodb.EmbeddedMongo;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.mongodb.MongoDBContainer;

/** The one MongoDB that all test classes of a JVM share. */
record TestMongoServer(
    String uri, MongoClient client, @Nullable EmbeddedMongo embedded, Runnable stop)
    implements AutoCloseable {

  private static final String IMAGE = "mongo:8.0";

  /** Started by the first that asks, closed after the last test. */
  static TestMongoServer of(ExtensionContext root) {
    return root.getStore(Namespace.create(TestMongoServer.class))
        .getOrComputeIfAbsent(
            TestMongoServer.class, key -> TestMongoServer.start(), TestMongoServer.class);
  }

  private static TestMongoServer start() {
    String uri = System.getenv("GODWIT_TEST_MONGODB_URI");
    if (uri != null && !uri.isBlank()) {
      return new TestMongoServer(uri, MongoClients.create(uri), null, () -> {});
    }
    return "true".equals(System.getenv("GODWIT_TEST_DOCKER"))
            && DockerClientFactory.instance().isDockerAvailable()
        ? inContainer()
        : inProcess();
  }

  private static TestMongoServer inContainer() {
    MongoDBContainer container = new MongoDBContainer(IMAGE).withReplicaSet();
    container.start();
    String uri = container.getReplicaSetUrl();
    return new TestMongoServer(uri, MongoClients.create(uri), null, container::stop);
  }

  private static TestMongoServer inProcess() {
    EmbeddedMongo mongo = EmbeddedMongo.start();
    String uri = mongo.connectionString();
    return new TestMongoServer(uri, MongoClients.create(uri), mongo, mongo::close);
  }

  boolean isReplicaSet() {
    return client.getDatabase("admin").runCommand(new Document("hello", 1)).containsKey("setName");
  }

  @Override
  public void close() {
    client.close();
    stop.run();
  }
}
