package dev.godwit.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A file with the one line of JSON that a message has to be.
 *
 * <p>After a change that is meant, {@code mvn test -pl common -Dtest='Golden*' -Dgolden.rewrite}
 * writes the files again; what changed in them is for the review to see.
 */
final class GoldenFile {

  private static final Path MODULE =
      Path.of(Files.isDirectory(Path.of("src/test/resources")) ? "." : "common");
  private static final Path FOLDER = MODULE.resolve("src/test/resources/golden");

  private GoldenFile() {}

  /** Compares with the file, or writes it. */
  static void check(String name, String json) {
    Path file = FOLDER.resolve(name + ".json");
    try {
      if (System.getProperty("golden.rewrite") != null) {
        Files.createDirectories(FOLDER);
        Files.writeString(file, json + "\n");
      }
      assertThat(file).exists();
      assertThat(json).as("%s", file).isEqualTo(Files.readString(file).stripTrailing());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of all files, without their ending. */
  static List<String> names() {
    try (var files = Files.list(FOLDER)) {
      return files
          .map(file -> String.valueOf(file.getFileName()).replaceFirst("\\.json$", ""))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
