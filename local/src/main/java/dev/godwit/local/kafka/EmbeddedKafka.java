package dev.godwit.local.kafka;

import dev.godwit.boot.StartException;
import dev.godwit.local.kafka.BrokerSettings.OpenedListener;
import java.net.BindException;
import java.nio.file.Path;
import java.util.List;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka broker in this process, reachable from this machine only, without any security but
 * that of its extra listeners.
 *
 * <p>It is up in one to two seconds, takes about 40 MB of heap, and leaves nothing behind when it
 * is closed, unless it was given a directory to keep its data in.
 */
public final class EmbeddedKafka implements AutoCloseable {

  private static final int TRIES = 5;

  private final KafkaRaftServer server;
  private final DataDirectory directory;
  private final BrokerSettings settings;
  private boolean closed;

  private EmbeddedKafka(KafkaRaftServer server, DataDirectory directory, BrokerSettings settings) {
    this.server = server;
    this.directory = directory;
    this.settings = settings;
  }

  /**
   * Starts a broker on any free port, whose data is gone when it is closed.
   *
   * @throws StartException when it cannot be started
   */
  public static EmbeddedKafka start() {
    return start(0, null);
  }

  /**
   * Starts a broker and waits until it takes connections.
   *
   * @param port where clients connect; 0 for any that is free
   * @param dataDirectory where it keeps its data, for itself alone and used again by the next start
   *     there; null for a temporary one that is deleted when it is closed
   * @throws StartException when the port is taken, the directory is in use or not usable
   */
  public static EmbeddedKafka start(int port, @Nullable Path dataDirectory) {
    return start(port, dataDirectory, List.of());
  }

  /** The same, with other listeners besides, each on any free port. */
  public static EmbeddedKafka start(
      int port, @Nullable Path dataDirectory, List<ExtraListener> others) {
    if (port != 0) {
      FreePorts.requireFree(port);
    }
    for (int triesLeft = TRIES - 1; ; triesLeft--) {
      try {
        return startOnce(
            port == 0 ? FreePorts.any() : port, DataDirectory.take(dataDirectory), others);
      } catch (StartException e) {
        // Between finding a free port and listening on it, another process may have taken it.
        if (triesLeft == 0 || !isCausedBy(e, BindException.class)) {
          throw e;
        }
      }
    }
  }

  private static EmbeddedKafka startOnce(
      int port, DataDirectory directory, List<ExtraListener> others) {
    KafkaRaftServer server = null;
    try {
      directory.format();
      BrokerSettings settings =
          new BrokerSettings(
              port,
              FreePorts.any(),
              directory,
              others.stream().map(other -> new OpenedListener(other, FreePorts.any())).toList());
      server =
          new KafkaRaftServer(KafkaConfig.fromProps(settings.properties(), false), Time.SYSTEM);
      server.startup();
      return new EmbeddedKafka(server, directory, settings);
    } catch (Throwable e) {
      if (server != null) {
        server.shutdown();
      }
      directory.close();
      throw new StartException(
          "the embedded Kafka cannot start on port %d with its data in %s: %s"
              .formatted(port, directory.path(), e.getMessage()),
          e);
    }
  }

  /** Where clients connect: host and port. */
  public String bootstrapServers() {
    return BrokerSettings.HOST + ":" + settings.brokerPort();
  }

  /** Where clients of another listener connect. */
  public String bootstrapServers(String listener) {
    return settings.others().stream()
        .filter(other -> other.listener().name().equals(listener))
        .findFirst()
        .map(other -> BrokerSettings.HOST + ":" + other.port())
        .orElseThrow(() -> new IllegalArgumentException("no listener " + listener));
  }

  /** Where it keeps its data. */
  Path dataDirectory() {
    return directory.path();
  }

  /** Stops within about a second, and deletes the data if nobody asked to keep it. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    server.shutdown();
    server.awaitShutdown();
    directory.close();
  }

  private static boolean isCausedBy(@Nullable Throwable failure, Class<?> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }
}
