package dev.godwit.worker.catalog;

import dev.godwit.boot.StartException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Copies of files in a folder that only this user can read, for as long as they are needed. */
final class PrivateCopies implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PrivateCopies.class);

  private final Path folder;

  private PrivateCopies(Path folder) {
    this.folder = folder;
  }

  /**
   * A copy.
   *
   * @param sha256 of exactly these bytes
   */
  record Copy(Path path, String sha256) {}

  /**
   * An empty folder.
   *
   * @throws StartException when there is no room for temporary files
   */
  static PrivateCopies create() {
    try {
      return new PrivateCopies(Files.createTempDirectory("godwit-jars-"));
    } catch (IOException e) {
      throw new StartException(
          "jars of migrations cannot be copied to %s (%s); make it writable, or name another folder with -Djava.io.tmpdir"
              .formatted(System.getProperty("java.io.tmpdir"), e.getClass().getSimpleName()),
          e);
    }
  }

  /**
   * Copies one, under its own name.
   *
   * @throws IOException when it cannot be read, or changes meanwhile
   */
  Copy of(Path file) throws IOException {
    Path copy = folder.resolve(Objects.requireNonNull(file.getFileName()).toString());
    MessageDigest digest = Sha256.digest();
    List<Object> before = identity(file);
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      Files.copy(in, copy);
    }
    if (!identity(file).equals(before)) {
      throw new IOException("it changes while it is read; put it there by renaming it");
    }
    return new Copy(copy, HexFormat.of().formatHex(digest.digest()));
  }

  private static List<Object> identity(Path file) throws IOException {
    BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
    return List.of(now.size(), now.lastModifiedTime(), String.valueOf(now.fileKey()));
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      LOG.atDebug().setCause(e).log("Copies of jars are left behind");
    }
  }
}
