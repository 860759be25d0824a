package dev.godwit.local.cookbook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Where the cookbook and what it shows are found. */
final class Pages {

  /** Surefire runs in the module's folder, an IDE perhaps in the one above. */
  private static final Path ROOT =
      Files.isDirectory(Path.of("worker")) ? Path.of("") : Path.of("..");

  private Pages() {}

  static String cookbook() {
    return read(ROOT.resolve("worker/COOKBOOK.md"));
  }

  /** The sources of what is in this package. */
  static List<Path> sources() {
    return list(ROOT.resolve("local/src/test/java/dev/godwit/local/cookbook"));
  }

  /** The files of the recipes. */
  static List<Path> files() {
    return list(ROOT.resolve("local/src/test/resources/cookbook"));
  }

  static Path file(String name) {
    URL url = Objects.requireNonNull(Pages.class.getResource("/cookbook/" + name), name);
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  static String text(String name) {
    return read(file(name));
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> list(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
