package dev.godwit.worker.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.MongoException;
import com.mongodb.ReadConcern;
import com.mongodb.ReadConcernLevel;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import dev.godwit.boot.StartException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a connection string, and refuses one that would weaken what the worker promises. */
final class ConnectionText {

  private static final Pattern SCHEME = Pattern.compile("^mongodb(\\+srv)?://.*", Pattern.DOTALL);

  private ConnectionText() {}

  static ConnectionString parse(String text) {
    if (!SCHEME.matcher(text).matches()) {
      throw new StartException(
          "the MongoDB connection string does not begin with mongodb:// or mongodb+srv://");
    }
    ConnectionString connection = read(text);
    if (connection.getDatabase() == null || connection.getDatabase().isEmpty()) {
      throw new StartException(
          "the MongoDB connection string of "
              + shown(connection)
              + " names no database; write it behind the hosts, as in mongodb://host:27017/shop");
    }
    check(connection);
    return connection;
  }

  private static ConnectionString read(String text) {
    try {
      return new ConnectionString(text);
    } catch (IllegalArgumentException e) {
      // Its own message may quote the text, and so a password.
      throw new StartException(
          "the MongoDB connection string cannot be read; expected"
              + " mongodb://[user:password@]host[:port][,…]/database[?options], with all but"
              + " letters and digits of user and password percent-encoded");
    } catch (MongoException e) {
      throw new StartException(
          "the hosts of the mongodb+srv:// connection string cannot be looked up in the DNS ("
              + e.getClass().getSimpleName()
              + "); check the name, or give the hosts with mongodb://");
    }
  }

  private static void check(ConnectionString connection) {
    WriteConcern writes = connection.getWriteConcern();
    if (writes != null
        && (!"majority".equals(writes.getWObject()) || Boolean.FALSE.equals(writes.getJournal()))) {
      boolean journal = "majority".equals(writes.getWObject());
      throw weak(connection, journal ? "journal" : "w", journal ? false : writes.getWObject());
    }
    ReadConcern reads = connection.getReadConcern();
    if (reads != null && reads.getLevel() != ReadConcernLevel.MAJORITY) {
      ReadConcernLevel level = reads.getLevel();
      throw weak(connection, "readConcernLevel", level == null ? "none" : level.getValue());
    }
    ReadPreference from = connection.getReadPreference();
    if (from != null && !from.equals(ReadPreference.primary())) {
      throw weak(connection, "readPreference", from.getName());
    }
  }

  /** A batch that waits for a connection looks like a server that does not answer. */
  static void checkPool(ConnectionString connection, int batches) {
    // One more looks whether the server is there.
    int needed = batches + 1;
    Integer most = connection.getMaxConnectionPoolSize();
    // The driver's 0 is without limit.
    if (most != null && most > 0 && most < needed) {
      throw new StartException(
          ("the MongoDB connection string of %s has maxPoolSize=%d, but %d batches at once"
                  + " (GODWIT_WORKER_THREADS) need %d connections: raise it, or leave it out")
              .formatted(shown(connection), most, batches, needed));
    }
  }

  private static StartException weak(
      ConnectionString connection, String option, @Nullable Object value) {
    return new StartException(
        ("the MongoDB connection string of %s has %s=%s; a migration reads from the primary and"
                + " reads and writes by majority, so that nothing is lost when a primary is: leave"
                + " the option out")
            .formatted(shown(connection), option, value));
  }

  /** Where it leads to, without who and how. */
  static String shown(ConnectionString connection) {
    String database = connection.getDatabase();
    return "%s://%s/%s"
        .formatted(
            connection.isSrvProtocol() ? "mongodb+srv" : "mongodb",
            String.join(",", connection.getHosts()),
            database == null ? "" : database);
  }
}
