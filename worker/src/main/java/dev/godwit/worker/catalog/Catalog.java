package dev.godwit.worker.catalog;

import java.util.Collection;
import java.util.Optional;

/** All migrations that this worker can run. */
public interface Catalog {

  /** The one of that name. */
  Optional<KnownMigration> find(String name);

  /** All of them, in the order of names. */
  Collection<KnownMigration> all();
}
