package dev.godwit.local.servers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import dev.godwit.local.mongodb.EmbeddedMongo;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The MongoDB of integration tests, with a database for the test class that is dropped at its end.
 *
 * <p>One embedded server for all test classes of a JVM; or the one that {@code
 * GODWIT_TEST_MONGODB_URI} names; or with {@code GODWIT_TEST_DOCKER=true} and a Docker engine a
 * replica set of the official image. To be registered as {@code @RegisterExtension static final
 * TestMongo mongo = TestMongo.create();}.
 */
public final class TestMongo implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

  /** The server allows 63 bytes. */
  private static final int LONGEST_NAME = 40;

  private @Nullable TestMongoServer server;
  private @Nullable MongoDatabase database;

  /** How deep in nested test classes. */
  private int depth;

  private TestMongo() {}

  /** To be kept in a static field, so that all tests of the class share the database. */
  public static TestMongo create() {
    return new TestMongo();
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    if (depth++ > 0) {
      return;
    }
    server = TestMongoServer.of(context.getRoot());
    database = server.client().getDatabase(nameFor(context.getRequiredTestClass()));
  }

  private static String nameFor(Class<?> test) {
    String name = test.getSimpleName().toLowerCase(Locale.ROOT);
    String start = name.substring(0, Math.min(name.length(), LONGEST_NAME));
    return start + "-" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
  }

  /** What a test has the embedded server refuse ends with the test. */
  @Override
  public void afterEach(ExtensionContext context) {
    EmbeddedMongo embedded = server().embedded();
    if (embedded != null) {
      embedded.refuseNothing();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (--depth == 0) {
      database().drop();
    }
  }

  /** The database of this test class. */
  public MongoDatabase database() {
    if (database == null) {
      throw notRegistered();
    }
    return database;
  }

  /** A client of the server, which the tests of the JVM share and no test closes. */
  public MongoClient client() {
    return server().client();
  }

  /** What the programs under test are given: the server and the database of this test class. */
  public String connectionString() {
    return ConnectionStrings.withDatabase(server().uri(), database().getName());
  }

  /** Whether it is the embedded server. */
  public boolean isEmbedded() {
    return server().embedded() != null;
  }

  /** The embedded server, for refusals and counts; where it is another, the test is skipped. */
  public EmbeddedMongo embedded() {
    EmbeddedMongo embedded = server().embedded();
    assumeTrue(embedded != null, "needs what only the embedded MongoDB can do");
    if (embedded == null) {
      throw new AssertionError();
    }
    return embedded;
  }

  /**
   * Skips the test on the embedded server.
   *
   * @param reason what that server cannot do
   */
  public void assumeRealServer(String reason) {
    assumeTrue(!isEmbedded(), "needs a real MongoDB: " + reason);
  }

  /**
   * Skips the test where there is no replica set.
   *
   * @param reason what only a replica set can do
   */
  public void assumeReplicaSet(String reason) {
    assumeTrue(server().isReplicaSet(), "needs a replica set: " + reason);
  }

  private TestMongoServer server() {
    if (server == null) {
      throw notRegistered();
    }
    return server;
  }

  private static IllegalStateException notRegistered() {
    return new IllegalStateException("TestMongo is not registered as a static extension");
  }
}
