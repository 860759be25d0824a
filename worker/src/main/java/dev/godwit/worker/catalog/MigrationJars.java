package dev.godwit.worker.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The jars of the migrations folder, in one class loader, so that one of them may hold what another
 * needs.
 *
 * <p>Each is copied once, and the copy is loaded: what happens to the file afterwards changes
 * nothing, and the digest in the log is that of the bytes that run.
 */
final class MigrationJars implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MigrationJars.class);

  private final Map<Path, Path> copies;
  private final @Nullable PrivateCopies folder;
  private final URLClassLoader loader;

  private MigrationJars(Map<Path, Path> copies, @Nullable PrivateCopies folder) {
    this.copies = copies;
    this.folder = folder;
    URL[] urls = copies.values().stream().map(MigrationJars::url).toArray(URL[]::new);
    this.loader = new URLClassLoader("migrations", urls, MigrationJars.class.getClassLoader());
  }

  /** Opens those that are jars; the others are problems. */
  static MigrationJars open(List<Path> files, Problems problems) {
    if (files.isEmpty()) {
      return new MigrationJars(Map.of(), null);
    }
    PrivateCopies folder = PrivateCopies.create();
    Map<Path, Path> copies = new LinkedHashMap<>();
    for (Path file : files) {
      try {
        copies.put(file, opened(file, folder));
      } catch (IOException e) {
        problems.add(
            String.valueOf(file.getFileName()),
            "is no jar that can be read (%s)".formatted(e.getMessage()));
      }
    }
    return new MigrationJars(copies, folder);
  }

  /** The files as they are in the migrations folder. */
  List<Path> jars() {
    return List.copyOf(copies.keySet());
  }

  /** Classes of all jars, but the services of one, so that a problem can name its jar. */
  ClassLoader servicesOf(Path jar) {
    Path copy = Objects.requireNonNull(copies.get(jar), "jar");
    return new ServicesOfOne(loader, "jar:" + url(copy) + "!/");
  }

  @Override
  public void close() {
    try {
      loader.close();
    } catch (IOException e) {
      LOG.atDebug().setCause(e).log("The jars of migrations could not be closed");
    }
    if (folder != null) {
      folder.close();
    }
  }

  private static Path opened(Path file, PrivateCopies folder) throws IOException {
    PrivateCopies.Copy copy = folder.of(file);
    try (JarFile jar = new JarFile(copy.path().toFile())) {
      LOG.atInfo()
          .addKeyValue("jar", file.getFileName())
          .addKeyValue("sha256", copy.sha256())
          .addKeyValue("entries", jar.size())
          .log("Migrations are looked for in {}", file.getFileName());
    }
    return copy.path();
  }

  private static URL url(Path file) {
    try {
      return file.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class ServicesOfOne extends ClassLoader {

    private final String prefix;

    ServicesOfOne(ClassLoader all, String prefix) {
      super(all);
      this.prefix = prefix;
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
      List<URL> own =
          Collections.list(super.getResources(name)).stream()
              .filter(url -> url.toString().startsWith(prefix))
              .toList();
      return Collections.enumeration(own);
    }
  }
}
