package dev.godwit.local.mongodb;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.godwit.boot.StartException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.slf4j.LoggerFactory;

/**
 * A server in this process that speaks MongoDB's protocol, reachable from this machine only,
 * without any security, its data in memory.
 *
 * <p>It is a standalone without sessions and transactions. Validators, collations and hints are
 * accepted and ignored, views are empty, indexes serve {@code _id} and equalities only. Binaries
 * have no other subtypes than generic and UUID.
 */
public final class EmbeddedMongo implements AutoCloseable {

  private static final String HOST = "127.0.0.1";
  private static final String LOGGER = "de.bwaldvogel.mongo";

  private final EmbeddedBackend backend;
  private final Listener listener;
  private final int port;
  private boolean closed;

  private EmbeddedMongo(EmbeddedBackend backend, Listener listener) {
    this.backend = backend;
    this.listener = listener;
    this.port = listener.port();
  }

  /** Starts a server on any free port. */
  public static EmbeddedMongo start() {
    return start(0);
  }

  /**
   * Starts a server that takes connections when this returns.
   *
   * @param port where clients connect; 0 for any that is free
   * @throws StartException when the port is taken
   */
  public static EmbeddedMongo start(int port) {
    quieten();
    EmbeddedBackend backend = new EmbeddedBackend();
    try {
      return new EmbeddedMongo(
          backend,
          new Listener(backend, new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
    } catch (Throwable e) {
      throw new StartException(
          "MongoDB cannot listen on port "
              + port
              + " ("
              + e.getMessage()
              + "); stop what listens there or choose another port, 0 for any that is free",
          e);
    }
  }

  /** It would log each connection and collection, and errors that clients are told anyway. */
  private static void quieten() {
    quieten(LOGGER, Level.WARN);
    quieten(LOGGER + ".backend.AbstractMongoDatabase", Level.OFF);
  }

  private static void quieten(String name, Level level) {
    if (LoggerFactory.getLogger(name) instanceof Logger logger && logger.getLevel() == null) {
      logger.setLevel(level);
    }
  }

  /** The port where clients connect. */
  public int port() {
    return port;
  }

  /** What a client of this server is given, without a database. */
  public String connectionString() {
    return "mongodb://" + HOST + ":" + port;
  }

  /** Asks the hook about each operation from now on, instead of the one before. */
  public void refuse(RefusalHook hook) {
    backend.refusals().use(hook);
  }

  /** Back to a server that refuses nothing by a hook. */
  public void refuseNothing() {
    refuse(RefusalHook.NONE);
  }

  /**
   * How many documents queries, updates and deletes have looked at since the start, which tells
   * whether an index was used.
   */
  public long documentsExamined() {
    return backend.documentsExamined();
  }

  /** Closes all connections; the data is gone. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    listener.close();
    backend.close();
  }
}
