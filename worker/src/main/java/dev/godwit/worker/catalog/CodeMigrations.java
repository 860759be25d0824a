package dev.godwit.worker.catalog;

import dev.godwit.migration.Migration;
import dev.godwit.migration.MigrationSpec;
import dev.godwit.worker.mongo.BsonCodecs;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Collects the migrations that are written in code, each class once. */
final class CodeMigrations {

  /** A loader that fails for ever at the same place must not be asked for ever. */
  private static final int MOST_ERRORS = 100;

  private final Problems problems;
  private final Set<Class<?>> classes = new HashSet<>();

  CodeMigrations(Problems problems) {
    this.problems = problems;
  }

  /**
   * Those that {@link ServiceLoader} finds and that are not there yet.
   *
   * @param source where the loader looks, for messages
   */
  void find(ClassLoader loader, String source, Consumer<KnownMigration> found) {
    Iterator<Migration> providers = ServiceLoader.load(Migration.class, loader).iterator();
    for (int errors = 0; errors < MOST_ERRORS; ) {
      try {
        if (!providers.hasNext()) {
          return;
        }
        Migration migration = providers.next();
        if (!classes.contains(migration.getClass())) {
          add(migration, source, found);
        }
      } catch (ServiceConfigurationError | LinkageError e) {
        errors++;
        problems.add(source, reason(e));
      }
    }
  }

  /** One that is at hand. */
  void add(Migration migration, String source, Consumer<KnownMigration> found) {
    classes.add(migration.getClass());
    String named = source + ", class " + migration.getClass().getName();
    try {
      KnownMigration known = known(migration, named);
      if (known != null) {
        found.accept(known);
      }
    } catch (RuntimeException | LinkageError e) {
      problems.add(named, reason(e));
    }
  }

  private @Nullable KnownMigration known(Migration migration, String named) {
    MigrationSpec spec = migration.spec();
    if (spec == null) {
      problems.add(named, "spec() returns null; expected a MigrationSpec");
      return null;
    }
    List<String> refused =
        new ArrayList<>(ServerCode.problems("filter", BsonCodecs.toBson(spec.source().filter())));
    problems.addAll(named, refused);
    return new KnownMigration.InCode(Definitions.inCode(spec), spec, migration);
  }

  private static String reason(Throwable failure) {
    StringBuilder reason = new StringBuilder(one(failure));
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      reason.append(", because of ").append(one(cause));
    }
    return reason.toString();
  }

  private static String one(Throwable failure) {
    return failure.getMessage() == null
        ? failure.getClass().getSimpleName()
        : failure.getClass().getSimpleName() + ": " + failure.getMessage();
  }
}
