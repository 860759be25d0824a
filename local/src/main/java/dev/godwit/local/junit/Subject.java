package dev.godwit.local.junit;

import dev.godwit.local.LocalWorkers;
import dev.godwit.migration.Migration;
import dev.godwit.protocol.Definition;
import dev.godwit.worker.catalog.KnownMigration;
import dev.godwit.worker.catalog.MigrationCatalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The migration that is tested. */
sealed interface Subject {

  /**
   * What a worker is to know.
   *
   * @param directory an empty one, for what it finds in files
   */
  LocalWorkers worker(Path directory);

  /** Whether that is the one. */
  boolean is(KnownMigration known);

  /** What everybody is to know of it. */
  static Definition definition(Subject subject, LocalWorkers worker) {
    try (MigrationCatalog catalog =
        MigrationCatalog.load(worker.migrationsDirectory(), List.copyOf(worker.migrations()))) {
      return catalog.all().stream()
          .filter(subject::is)
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("there is no migration"))
          .definition();
    }
  }

  /** Written in code. */
  record InCode(Migration migration) implements Subject {

    @Override
    public LocalWorkers worker(Path directory) {
      return new LocalWorkers(1, directory, List.of(migration));
    }

    @Override
    public boolean is(KnownMigration known) {
      return known instanceof KnownMigration.InCode code && code.migration() == migration;
    }
  }

  /** Declared in a file. */
  record Declared(String fileName, String text) implements Subject {

    @Override
    public LocalWorkers worker(Path directory) {
      try {
        Files.writeString(directory.resolve(fileName), text);
      } catch (IOException e) {
        throw new UncheckedIOException("the migration " + fileName + " cannot be written", e);
      }
      return new LocalWorkers(1, directory, List.of());
    }

    @Override
    public boolean is(KnownMigration known) {
      return known instanceof KnownMigration.Declared;
    }
  }
}
