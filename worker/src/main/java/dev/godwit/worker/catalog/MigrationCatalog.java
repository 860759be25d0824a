package dev.godwit.worker.catalog;

import dev.godwit.boot.StartException;
import dev.godwit.migration.Migration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The migrations that are found at the start: those handed in, those on the class path, and those
 * in the jars and declarative files of a folder.
 */
public final class MigrationCatalog implements Catalog, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MigrationCatalog.class);

  private final Map<String, KnownMigration> byName;
  private final MigrationJars jars;

  private MigrationCatalog(Map<String, KnownMigration> byName, MigrationJars jars) {
    this.byName = Collections.unmodifiableMap(byName);
    this.jars = jars;
  }

  /**
   * Finds them. A class that was handed in is not looked for again on the class path.
   *
   * @param folder its jars and declarative files are read, not those of folders within; null for
   *     none
   * @param given migrations that are at hand
   * @throws StartException with everything that is wrong: what cannot be read, what is not allowed,
   *     and names that are there twice
   */
  public static MigrationCatalog load(@Nullable Path folder, List<Migration> given) {
    Problems problems = new Problems();
    Found found = new Found(problems);
    List<Path> files = files(folder, problems);
    MigrationJars jars = MigrationJars.open(those(files, file -> endsWith(file, ".jar")), problems);
    try {
      CodeMigrations code = new CodeMigrations(problems);
      given.forEach(migration -> code.add(migration, "given", found.by("given")));
      code.find(MigrationCatalog.class.getClassLoader(), "class path", found.by("class path"));
      for (Path jar : jars.jars()) {
        String name = String.valueOf(jar.getFileName());
        code.find(jars.servicesOf(jar), name, found.by(name));
      }
      those(files, DeclaredFiles::isOne).forEach(file -> declared(file, found, problems));
      problems.stopIfAny();
      return new MigrationCatalog(found.byName(), jars);
    } catch (RuntimeException e) {
      jars.close();
      throw e;
    }
  }

  @Override
  public Optional<KnownMigration> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  @Override
  public Collection<KnownMigration> all() {
    return byName.values();
  }

  /** Closes the jars; migrations from them must not run any more. */
  @Override
  public void close() {
    jars.close();
  }

  private static void declared(Path file, Found found, Problems problems) {
    String name = String.valueOf(file.getFileName());
    try {
      DeclaredFiles.Content content = DeclaredFiles.read(file);
      List<String> wrong = new ArrayList<>();
      KnownMigration declared = Declaration.read(content.json(), wrong);
      problems.addAll(name, wrong);
      if (declared != null) {
        LOG.atInfo()
            .addKeyValue("file", name)
            .addKeyValue("sha256", content.sha256())
            .addKeyValue("fingerprint", declared.definition().revision().fingerprint())
            .log("Migration {} is declared in {}", declared.spec().name(), name);
        found.by(name).accept(declared);
      }
    } catch (UnreadableException e) {
      problems.add(name, String.valueOf(e.getMessage()));
    }
  }

  /** Hidden ones are left out: a mounted ConfigMap has its history in them. */
  private static List<Path> files(@Nullable Path folder, Problems problems) {
    if (folder == null) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(file -> !String.valueOf(file.getFileName()).startsWith("."))
          .filter(file -> !Files.isDirectory(file))
          .sorted()
          .toList();
    } catch (IOException e) {
      problems.add(
          folder.toString(),
          "expected a folder that can be read (%s)".formatted(e.getClass().getSimpleName()));
      return List.of();
    }
  }

  private static List<Path> those(List<Path> files, Predicate<Path> wanted) {
    return files.stream().filter(wanted).toList();
  }

  private static boolean endsWith(Path file, String suffix) {
    return String.valueOf(file.getFileName()).endsWith(suffix);
  }
}
