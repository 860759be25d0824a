package dev.godwit.local.kafka;

import dev.godwit.boot.StartException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/** Where one broker keeps its data. */
final class DataDirectory implements AutoCloseable {

  private static final String LOCK = "godwit.lock";

  private final Path path;
  private final boolean temporary;
  private final FileChannel lock;

  private DataDirectory(Path path, boolean temporary, FileChannel lock) {
    this.path = path;
    this.temporary = temporary;
    this.lock = lock;
  }

  /**
   * Takes the given directory, made if missing, or a temporary one for null.
   *
   * @throws StartException when it cannot be made, or another broker has it
   */
  static DataDirectory take(@Nullable Path directory) {
    try {
      Path path =
          directory == null
              ? Files.createTempDirectory("godwit-kafka-")
              : Files.createDirectories(directory).toAbsolutePath();
      return new DataDirectory(path, directory == null, lock(path));
    } catch (IOException e) {
      throw new StartException(
          "the directory %s for Kafka's data cannot be used (%s); choose another one"
              .formatted(directory == null ? "of temporary files" : directory, e),
          e);
    }
  }

  /** Kafka's own lock comes too late: two brokers would have spoiled each other's metadata. */
  private static FileChannel lock(Path directory) throws IOException {
    FileChannel channel =
        FileChannel.open(
            directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // Another broker in this process has it.
    }
    channel.close();
    throw new StartException(
        "another Kafka keeps its data in %s; stop it, or choose another directory"
            .formatted(directory));
  }

  Path path() {
    return path;
  }

  /** Whether the next broker finds what this one leaves. */
  boolean isKept() {
    return !temporary;
  }

  /** Prepares it for a new broker; one that was prepared before stays as it is. */
  void format() throws Exception {
    if (Files.exists(path.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME))) {
      return;
    }
    new Formatter()
        .setNodeId(BrokerSettings.NODE_ID)
        .setClusterId(Uuid.randomUuid().toString())
        .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
        .setReleaseVersion(MetadataVersion.latestProduction())
        .setMetadataLogDirectory(path.toString())
        .setDirectories(List.of(path.toString()))
        .setPrintStream(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
        .run();
  }

  /** Gives it back; only after the broker is closed, because a temporary one is deleted. */
  @Override
  public void close() {
    try {
      lock.close();
      if (temporary) {
        delete();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Kafka's directory " + path + " cannot be given back", e);
    }
  }

  private void delete() throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
