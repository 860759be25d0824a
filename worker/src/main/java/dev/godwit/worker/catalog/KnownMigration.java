package dev.godwit.worker.catalog;

import dev.godwit.migration.Migration;
import dev.godwit.migration.MigrationSpec;
import dev.godwit.protocol.Definition;
import org.bson.BsonValue;

/** A migration that this worker can run. */
public sealed interface KnownMigration {

  /** What everybody else knows of it. */
  Definition definition();

  /** What it works on, and how. */
  MigrationSpec spec();

  /**
   * One that is written in code.
   *
   * @param migration the code
   */
  record InCode(Definition definition, MigrationSpec spec, Migration migration)
      implements KnownMigration {}

  /**
   * One that a file declares.
   *
   * @param update a document of update operators, or an array of pipeline stages
   */
  record Declared(Definition definition, MigrationSpec spec, BsonValue update)
      implements KnownMigration {}
}
