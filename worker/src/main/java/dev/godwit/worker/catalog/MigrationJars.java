package dev.godwit.worker.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.JarFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The jars of the migrations folder, in one class loader, so that one of them may hold what another
 * needs.
 */
final class MigrationJars implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MigrationJars.class);

  private final List<Path> jars;
  private final URLClassLoader loader;

  private MigrationJars(List<Path> jars, URLClassLoader loader) {
    this.jars = jars;
    this.loader = loader;
  }

  /** Opens those that are jars; the others are problems. */
  static MigrationJars open(List<Path> files, Problems problems) {
    List<Path> jars = files.stream().filter(file -> isReadable(file, problems)).toList();
    URL[] urls = jars.stream().map(MigrationJars::url).toArray(URL[]::new);
    return new MigrationJars(
        jars, new URLClassLoader("migrations", urls, MigrationJars.class.getClassLoader()));
  }

  List<Path> jars() {
    return jars;
  }

  /** Classes of all jars, but the services of one, so that a problem can name its jar. */
  ClassLoader servicesOf(Path jar) {
    return new ServicesOfOne(loader, "jar:" + url(jar) + "!/");
  }

  @Override
  public void close() {
    try {
      loader.close();
    } catch (IOException e) {
      LOG.atDebug().setCause(e).log("The jars of migrations could not be closed");
    }
  }

  private static boolean isReadable(Path file, Problems problems) {
    try (JarFile jar = new JarFile(file.toFile())) {
      LOG.atInfo()
          .addKeyValue("jar", file.getFileName())
          .addKeyValue("sha256", sha256(file))
          .addKeyValue("entries", jar.size())
          .log("Migrations are looked for in {}", file.getFileName());
      return true;
    } catch (IOException e) {
      problems.add(
          String.valueOf(file.getFileName()),
          "is no jar that can be read (%s)".formatted(e.getMessage()));
      return false;
    }
  }

  private static String sha256(Path file) throws IOException {
    MessageDigest digest = Sha256.digest();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
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
