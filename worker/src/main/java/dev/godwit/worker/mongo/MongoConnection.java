package dev.godwit.worker.mongo;

import static dev.godwit.worker.mongo.Translation.translated;
import static java.util.concurrent.TimeUnit.SECONDS;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.connection.ClusterType;
import dev.godwit.boot.StartException;
import dev.godwit.migration.ReadableCollection;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.mongodb.MongoMetricsCommandListener;
import io.micrometer.core.instrument.binder.mongodb.MongoMetricsConnectionPoolListener;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.ArrayList;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.UuidRepresentation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connection of a worker to its database, which comes back by itself after an outage. */
public final class MongoConnection implements Database, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MongoConnection.class);

  /** Long enough for an election, short enough that an outage is told within ten seconds. */
  private static final int SELECTION_SECONDS = 8;

  private static final int CONNECT_SECONDS = 5;

  /** Longer than any read is allowed to take in the server. */
  private static final int READ_SECONDS = 60;

  private static final String NAME = "godwit-worker";

  /** Without registries of its own it measures nothing. */
  private static final MeterRegistry NO_METERS = new CompositeMeterRegistry();

  private final String description;
  private final MongoClient client;
  private final MongoDatabase database;

  MongoConnection(String description, MongoClient client, MongoDatabase database) {
    this.description = description;
    this.client = client;
    this.database = database;
  }

  /**
   * Prepares the connection; does not wait until a server is there.
   *
   * @param connectionString where the server is, with the name of the database; timeouts and all
   *     other options of it are kept
   * @throws StartException when it cannot be read, names no database, or asks for reads or writes
   *     that are weaker than majority
   */
  public static MongoConnection open(String connectionString) {
    return open(connectionString, null, 1, NO_METERS);
  }

  /**
   * The same, measured.
   *
   * @param tls whom it trusts and who it is, which switches TLS on; null when the connection string
   *     says all there is to say
   * @param batches how many are under way at once, at most
   * @param meters where its pool and its commands are measured
   */
  public static MongoConnection open(
      String connectionString, @Nullable SSLContext tls, int batches, MeterRegistry meters) {
    ConnectionString text = ConnectionText.parse(connectionString);
    ConnectionText.checkPool(text, batches);
    String description = ConnectionText.shown(text);
    if (tls != null && Boolean.FALSE.equals(text.getSslEnabled())) {
      throw new StartException(
          "the MongoDB connection string of %s has tls=false, but GODWIT_MONGODB_TLS_… is set; leave one of them out"
              .formatted(description));
    }
    try {
      MongoClientSettings settings = settings(text, tls, meters);
      if (settings.getSslSettings().isInvalidHostNameAllowed()) {
        LOG.atWarn()
            .addKeyValue("mongodb", description)
            .log("The connection string takes any certificate for any host; leave tlsInsecure out");
      }
      MongoClient client = MongoClients.create(settings);
      String name = String.valueOf(text.getDatabase());
      return new MongoConnection(description, client, client.getDatabase(name));
    } catch (IllegalArgumentException e) {
      throw new StartException(
          "the MongoDB connection string of "
              + description
              + " has options that do not go together");
    }
  }

  private static MongoClientSettings settings(
      ConnectionString text, @Nullable SSLContext tls, MeterRegistry meters) {
    MongoClientSettings.Builder settings =
        MongoClientSettings.builder()
            .applyToClusterSettings(
                cluster -> cluster.serverSelectionTimeout(SELECTION_SECONDS, SECONDS))
            .applyToSocketSettings(
                socket ->
                    socket
                        .connectTimeout(CONNECT_SECONDS, SECONDS)
                        .readTimeout(READ_SECONDS, SECONDS))
            .applyToConnectionPoolSettings(
                pool ->
                    pool.addConnectionPoolListener(new MongoMetricsConnectionPoolListener(meters)))
            .addCommandListener(new MongoMetricsCommandListener(meters))
            .applicationName(NAME)
            .applyConnectionString(text)
            .codecRegistry(BsonCodecs.STANDARD)
            .uuidRepresentation(UuidRepresentation.STANDARD)
            .readPreference(ReadPreference.primary())
            .readConcern(ReadConcern.MAJORITY);
    if (tls != null) {
      settings.applyToSslSettings(ssl -> ssl.enabled(true).context(tls));
    }
    WriteConcern given = text.getWriteConcern();
    return settings.writeConcern(given == null ? WriteConcern.MAJORITY : given).build();
  }

  /**
   * Asks the server for a sign of life.
   *
   * @throws DatabaseException when there is none
   */
  public void ping() {
    translated(() -> database.runCommand(new BsonDocument("ping", new BsonInt32(1))));
  }

  /** Hosts and database, without secrets. */
  public String description() {
    return description;
  }

  @Override
  public String name() {
    return database.getName();
  }

  @Override
  public Optional<CollectionFacts> look(String collection) {
    BsonDocument named = new BsonDocument("name", new BsonString(collection));
    @Nullable Document found = translated(() -> database.listCollections().filter(named).first());
    if (found == null) {
      return Optional.empty();
    }
    Document options = found.get("options", new Document());
    return Optional.of(
        new CollectionFacts(found.get("type", "collection"), options.containsKey("collation")));
  }

  @Override
  public Optional<String> faultOfIndex(String collection, BsonDocument keys) {
    return Indexes.fault(
        translated(
            () ->
                database
                    .getCollection(collection)
                    .listIndexes(BsonDocument.class)
                    .into(new ArrayList<>())),
        keys);
  }

  @Override
  public Documents documents(String collection) {
    return new MongoDocuments(
        new Calls.Alone(database.getCollection(collection, RawBsonDocument.class)));
  }

  @Override
  public ReadableCollection readable(String collection) {
    return new ReadOnlyCollection(database.getCollection(collection));
  }

  @Override
  public Optional<Transactions> transactions() {
    return kind() == ClusterType.STANDALONE
        ? Optional.empty()
        : Optional.of(new MongoTransactions(client, database));
  }

  @Override
  public boolean isSharded() {
    ClusterType kind = kind();
    // What balances load is always a router of a sharded cluster.
    return kind == ClusterType.SHARDED || kind == ClusterType.LOAD_BALANCED;
  }

  /** Guessing would cost a guard, so that a server that is away must come back first. */
  private ClusterType kind() {
    ClusterType known = client.getClusterDescription().getType();
    if (known != ClusterType.UNKNOWN) {
      return known;
    }
    ping();
    ClusterType now = client.getClusterDescription().getType();
    if (now == ClusterType.UNKNOWN) {
      throw new DatabaseException(
          Trouble.NO_SERVER, "no MongoDB server says what kind of cluster it is of", null);
    }
    return now;
  }

  @Override
  public void close() {
    client.close();
  }
}
